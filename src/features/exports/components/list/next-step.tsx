'use client'

import { ActionIcon, Tooltip } from '@mantine/core'
import { IconDownload, IconRefresh } from '@tabler/icons-react'
import { useExportCommands } from '../commands/use-export-commands.ts'
import { type ExportState, isUnfinished, type ShownExport } from '../export-state.ts'
import type { Rights } from '../rights.ts'

interface Props {
  resource: ShownExport
  state: ExportState
  rights: Rights
}

/** What most people want next, one click away. */
export function NextStep({ resource, state, rights }: Props) {
  const { runAgain, isWorking } = useExportCommands(resource)
  const { links, export_name } = resource
  if (state === 'completed' && links.download) {
    if (!rights.mayDownload) return null
    return (
      <Tooltip label="Download">
        <ActionIcon
          component="a"
          href={`${links.download}?redirect=1`}
          variant="light"
          aria-label={`Download ${export_name}`}
        >
          <IconDownload size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
    )
  }
  if (isUnfinished(resource) || !rights.mayCreate) return null
  const label = state === 'failed' ? 'Retry' : 'Run again'
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="light"
        color="gray"
        onClick={runAgain}
        loading={isWorking}
        aria-label={`${label} ${export_name}`}
      >
        <IconRefresh size={17} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
