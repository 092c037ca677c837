'use client'

import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDownload, IconPlayerStop, IconRefresh, IconTrash } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { Bytes } from '#src/components/format/quantity.tsx'
import type { ExportResource } from '../../record/schema.ts'
import { DeleteDialog } from '../delete-dialog.tsx'
import { type ExportState, isUnfinished } from '../export-state.ts'
import type { Rights } from '../rights.ts'
import { useExportCommands } from '../use-export-commands.ts'

interface Props {
  resource: ExportResource
  state: ExportState
  rights: Rights
}

/** By then the download is in the log. */
const loggedMilliseconds = 2_500

export function DetailActions({ resource, state, rights }: Props) {
  const router = useRouter()
  const [isDeleting, { open, close }] = useDisclosure()
  const { cancel, runAgain, remove, isWorking } = useExportCommands(resource)
  const { links, file_size } = resource
  const isOwn = rights.seesAll || resource.created_by === rights.userId
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
      {links.retry && isOwn && rights.mayCreate ? (
        <Button
          variant={state === 'failed' ? 'filled' : 'default'}
          leftSection={<IconRefresh size={17} aria-hidden />}
          onClick={runAgain}
          loading={isWorking}
        >
          {state === 'failed' ? 'Retry' : 'Run again'}
        </Button>
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
          <ActionIcon variant="default" size={36} onClick={open} aria-label="Delete this export">
            <IconTrash size={17} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ) : null}
      <DeleteDialog
        resource={resource}
        opened={isDeleting}
        onClose={close}
        onDelete={() => remove('/exports')}
      />
    </>
  )
}
