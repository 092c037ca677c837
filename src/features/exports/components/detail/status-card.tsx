'use client'

import { Group, Paper, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatCount, formatMilliseconds, plural } from '#src/components/format/quantities.ts'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import type { ExportDetails } from '../../record/details-schema.ts'
import { type ExportState, phaseInWords, queueReason, type ShownExport } from '../export-state.ts'
import { ProgressLine } from '../progress-line.tsx'
import { StatusBadge } from '../status-badge.tsx'

interface Props {
  resource: ExportDetails & ShownExport
  seenAt: number
  state: ExportState
}

/** Where it stands, in one sentence and, while it runs, with a bar. */
export function StatusCard({ resource, seenAt, state }: Props) {
  const isRunning = state === 'running' || state === 'cancelling'
  return (
    <Paper component="section" aria-label="Status" p="md">
      <Stack gap="sm">
        <Group gap="sm">
          <StatusBadge state={state} size="lg" />
          <Text size="sm" component="div">
            <Sentence resource={resource} state={state} />
          </Text>
        </Group>
        {isRunning ? <ProgressLine resource={resource} seenAt={seenAt} /> : null}
      </Stack>
    </Paper>
  )
}

function Sentence({
  resource,
  state,
}: {
  resource: ExportDetails & ShownExport
  state: ExportState
}): ReactNode {
  const { locale } = useFormats()
  const { record_count, statistics, expires_at, error } = resource
  const ran = statistics?.[0]
  const rows = `${formatCount(locale, record_count ?? 0)} ${plural(record_count ?? 0, 'row')}`
  switch (state) {
    case 'queued':
      return `${queueReason(resource)}.`
    case 'running':
      return phaseInWords(resource)
    case 'cancelling':
      return 'Cancelling. There will be no file.'
    case 'cancelled':
      return resource.error_message ?? 'Cancelled before it finished; there is no file.'
    case 'failed':
      return error ? (
        <>
          <strong>{error.message}</strong> {error.action}
        </>
      ) : (
        'Export failed.'
      )
    case 'expired':
      return 'The file has expired. Run the export again to get current data.'
    case 'altered':
      return 'The stored file has been altered and cannot be downloaded. Run the export again.'
    case 'lost':
      return 'The stored file is missing. Run the export again.'
    case 'completed':
      return (
        <>
          {rows}
          {ran ? ` in ${formatMilliseconds(locale, ran.duration_ms)}` : ''}.{' '}
          {expires_at ? (
            <>
              The file is kept until <Timestamp at={expires_at} />.
            </>
          ) : null}
        </>
      )
  }
}
