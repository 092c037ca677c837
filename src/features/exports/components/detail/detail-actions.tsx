'use client'

import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import { IconChevronDown, IconDownload, IconPlayerStop, IconRefresh, IconTrash } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { Bytes } from '#src/components/format/quantity.tsx'
import { RepeatItems } from '../commands/export-menu.tsx'
import { useExportCommands } from '../commands/use-export-commands.ts'
import { type ExportState, isUnfinished, type ShownExport } from '../export-state.ts'
import type { Labels } from '../labels.ts'
import type { Rights } from '../rights.ts'
import { SaveTemplate } from '../save-template/save-template.tsx'

interface Props {
  resource: ShownExport
  state: ExportState
  rights: Rights
  labels: Labels
}

/** By then the download is in the log. */
const loggedMilliseconds = 2_500

export function DetailActions({ resource, state, rights, labels }: Props) {
  const router = useRouter()
  const { cancel, runAgain, remove, isWorking } = useExportCommands(resource)
  const { links, file_size } = resource
  const isOwn = rights.seesAll || resource.created_by === rights.userId
  const hasNoFile = state !== 'completed' && !isUnfinished(resource)
  return (
    <>
      {links.cancel && isOwn && rights.mayExecute ? (
        <Button
          variant="default"
          leftSection={<IconPlayerStop size={17} aria-hidden />}
          onClick={cancel}
          loading={isWorking}
          disabled={state === 'cancelling'}
        >
          {state === 'cancelling' ? 'Cancelling' : 'Cancel'}
        </Button>
      ) : null}
      {rights.mayCreate ? (
        <Button.Group>
          <Button
            variant={hasNoFile ? 'filled' : 'default'}
            leftSection={<IconRefresh size={17} aria-hidden />}
            onClick={runAgain}
            loading={isWorking}
          >
            {state === 'failed' ? 'Retry' : 'Run again'}
          </Button>
          <Menu position="bottom-end" width={220}>
            <Menu.Target>
              <Button
                variant={hasNoFile ? 'filled' : 'default'}
                px={8}
                aria-label="More ways to run it again"
              >
                <IconChevronDown size={16} aria-hidden />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <RepeatItems resource={resource} rights={rights} labels={labels} />
            </Menu.Dropdown>
          </Menu>
        </Button.Group>
      ) : null}
      {isOwn && rights.mayCreate && !isUnfinished(resource) ? (
        <SaveTemplate request={contentOf(resource)} name={resource.export_name} />
      ) : null}
      {state === 'completed' && links.download && rights.mayDownload ? (
        <Button
          component="a"
          href={`${links.download}?redirect=1`}
          onClick={() => setTimeout(() => router.refresh(), loggedMilliseconds)}
          leftSection={<IconDownload size={18} aria-hidden />}
        >
          <span>
            Download
            {file_size === null ? null : (
              <>
                {' '}
                (<Bytes value={file_size} />)
              </>
            )}
          </span>
        </Button>
      ) : null}
      {isOwn && rights.mayDelete && !isUnfinished(resource) ? (
        <Tooltip label="Delete">
          <ActionIcon
            variant="default"
            size={36}
            onClick={() => remove('/exports')}
            aria-label="Delete this export"
          >
            <IconTrash size={17} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ) : null}
    </>
  )
}

/** What a template keeps of an export. */
function contentOf({ export_type, format, columns, filters, sort, options }: ShownExport) {
  return { export_type, format, columns: columns ?? [], filters, sort, options }
}
