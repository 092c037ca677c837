'use client'

import { ActionIcon, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconDots,
  IconDownload,
  IconFileDescription,
  IconPlayerStop,
  IconRefresh,
  IconTrash,
} from '@tabler/icons-react'
import Link from 'next/link'
import { useFormats } from '#src/components/format/format-context.tsx'
import type { ExportResource } from '../record/schema.ts'
import { DeleteDialog } from './delete-dialog.tsx'
import { stateOf } from './export-state.ts'
import type { Rights } from './rights.ts'
import { useExportCommands } from './use-export-commands.ts'

/** Everything that can be done with one export of the list. */
export function ExportMenu({ resource, rights }: { resource: ExportResource; rights: Rights }) {
  const { now } = useFormats()
  const [isDeleting, { open, close }] = useDisclosure()
  const { cancel, runAgain, remove, isWorking } = useExportCommands(resource)
  const { id, export_name, links } = resource
  const state = stateOf(resource, now)
  const isOwn = rights.seesAll || resource.created_by === rights.userId
  const isRunning = state === 'queued' || state === 'running' || state === 'cancelling'
  return (
    <>
      <Menu position="bottom-end" width={190}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Actions for ${export_name}`}
            loading={isWorking}
          >
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            component={Link}
            href={`/exports/${id}`}
            leftSection={<IconFileDescription size={16} aria-hidden />}
          >
            Open
          </Menu.Item>
          {links.download && state === 'completed' && rights.mayDownload ? (
            <Menu.Item
              component="a"
              href={`${links.download}?redirect=1`}
              leftSection={<IconDownload size={16} aria-hidden />}
            >
              Download
            </Menu.Item>
          ) : null}
          {links.cancel && isOwn && rights.mayExecute ? (
            <Menu.Item
              onClick={cancel}
              disabled={state === 'cancelling'}
              leftSection={<IconPlayerStop size={16} aria-hidden />}
            >
              Cancel
            </Menu.Item>
          ) : null}
          {links.retry && isOwn && rights.mayCreate ? (
            <Menu.Item onClick={runAgain} leftSection={<IconRefresh size={16} aria-hidden />}>
              {state === 'failed' ? 'Retry' : 'Run again'}
            </Menu.Item>
          ) : null}
          {isOwn && rights.mayDelete && !isRunning ? (
            <>
              <Menu.Divider />
              <Menu.Item
                c="var(--mantine-color-error)"
                onClick={open}
                leftSection={<IconTrash size={16} aria-hidden />}
              >
                Delete…
              </Menu.Item>
            </>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <DeleteDialog resource={resource} opened={isDeleting} onClose={close} onDelete={() => remove()} />
    </>
  )
}
