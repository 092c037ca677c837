'use client'

import { Anchor, Box, Checkbox, Group, Table, Text } from '@mantine/core'
import Link from 'next/link'
import { useFormats } from '#src/components/format/format-context.tsx'
import { Bytes, Count } from '#src/components/format/quantity.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { ExportMenu } from '../commands/export-menu.tsx'
import { type ExportState, queueReason, type ShownExport, stateOf } from '../export-state.ts'
import { type Labels, labelOf } from '../labels.ts'
import { ProgressLine } from '../progress-line.tsx'
import type { Rights } from '../rights.ts'
import { StatusBadge } from '../status-badge.tsx'
import type { SeenExport } from '../use-live-exports.ts'
import classes from './export-row.module.css'
import { NextStep } from './next-step.tsx'

interface Props extends SeenExport {
  labels: Labels
  rights: Rights
  /** Undefined where rows cannot be selected. */
  selection: { isSelected: boolean; onSelect: (isSelected: boolean) => void } | undefined
}

/** A row of the table; on phones the same cells stand under each other as a card. */
export function ExportRow({ resource, seenAt, labels, rights, selection }: Props) {
  const { now } = useFormats()
  const state = stateOf(resource, Math.max(now, seenAt))
  const { id, export_name, export_type, format, record_count, file_size, created_at, created_by, creator } =
    resource
  const isFaded = state === 'expired' || state === 'cancelled'
  const dataset = labelOf(labels.datasets, export_type)
  const requestedBy = created_by === rights.userId ? 'you' : `${creator.first_name} ${creator.last_name}`
  return (
    <Table.Tr c={isFaded ? 'dimmed' : undefined} className={classes.row}>
      {selection ? (
        <Table.Td className={classes.select}>
          <Checkbox
            size="xs"
            aria-label={`Select ${export_name}`}
            checked={selection.isSelected}
            onChange={(event) => selection.onSelect(event.currentTarget.checked)}
          />
        </Table.Td>
      ) : null}
      <Table.Td className={classes.name}>
        <Anchor
          component={Link}
          href={`/exports/${id}`}
          prefetch={false}
          fw={600}
          size="sm"
          py={2}
          display="inline-block"
          c={isFaded ? 'dimmed' : 'inherit'}
        >
          {export_name}
        </Anchor>
        <Text size="xs" c="dimmed" hiddenFrom="md" component="div">
          {dataset} · {labelOf(labels.formats, format)}
        </Text>
        <Text size="xs" c="dimmed" hiddenFrom="sm" component="div">
          <Timestamp at={created_at} relative /> by {requestedBy}
          {record_count === null ? null : (
            <>
              {' '}
              · <Count value={record_count} /> rows
            </>
          )}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="md">{dataset}</Table.Td>
      <Table.Td visibleFrom="md">{labelOf(labels.formats, format)}</Table.Td>
      <Table.Td className={classes.status}>
        <Status resource={resource} seenAt={seenAt} state={state} />
      </Table.Td>
      <Table.Td visibleFrom="sm" ta="right">
        {record_count === null ? <None /> : <Count value={record_count} />}
      </Table.Td>
      <Table.Td visibleFrom="sm" ta="right" style={{ whiteSpace: 'nowrap' }}>
        {file_size === null ? <None /> : <Bytes value={file_size} />}
      </Table.Td>
      <Table.Td visibleFrom="sm" style={{ whiteSpace: 'nowrap' }}>
        <Timestamp at={created_at} relative />
        <Text size="xs" c="dimmed">
          by {requestedBy}
        </Text>
      </Table.Td>
      <Table.Td px={4} className={classes.actions} data-no-print>
        <Group gap={2} justify="flex-end" wrap="nowrap">
          <NextStep resource={resource} state={state} rights={rights} />
          <ExportMenu resource={resource} rights={rights} labels={labels} />
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}

interface StatusProps {
  resource: ShownExport
  seenAt: number
  state: ExportState
}

function Status({ resource, seenAt, state }: StatusProps) {
  if (state === 'running' || state === 'cancelling') {
    return (
      <>
        <StatusBadge state={state} />
        <Box mt={4}>
          <ProgressLine resource={resource} seenAt={seenAt} />
        </Box>
      </>
    )
  }
  const words = wordsFor(resource, state)
  return (
    <>
      <StatusBadge state={state} />
      {words ? (
        <Text size="xs" c="dimmed" mt={2} maw="34ch">
          {words}
        </Text>
      ) : null}
    </>
  )
}

function wordsFor(resource: ShownExport, state: ExportState): string | undefined {
  if (state === 'queued') return queueReason(resource)
  if (state === 'failed')
    return resource.error ? `${resource.error.message} ${resource.error.action}` : undefined
  if (state === 'altered' || state === 'lost') return 'The stored file cannot be used. Run the export again.'
  return undefined
}

function None() {
  return (
    <Text span c="dimmed" aria-label="none yet">
      –
    </Text>
  )
}
