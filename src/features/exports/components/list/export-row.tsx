'use client'

import { ActionIcon, Anchor, Box, Group, Table, Text, Tooltip } from '@mantine/core'
import { IconDownload, IconRefresh } from '@tabler/icons-react'
import Link from 'next/link'
import { useFormats } from '#src/components/format/format-context.tsx'
import { Bytes, Count } from '#src/components/format/quantity.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { ExportMenu } from '../export-menu.tsx'
import { type ExportState, queueReason, stateOf } from '../export-state.ts'
import { ProgressLine } from '../progress-line.tsx'
import type { Rights } from '../rights.ts'
import { StatusBadge } from '../status-badge.tsx'
import { useExportCommands } from '../use-export-commands.ts'
import type { SeenExport } from '../use-live-exports.ts'
import { type Labels, labelOf } from './labels.ts'

interface Props extends SeenExport {
  labels: Labels
  rights: Rights
}

export function ExportRow({ resource, seenAt, labels, rights }: Props) {
  const { now } = useFormats()
  const state = stateOf(resource, Math.max(now, seenAt))
  const { id, export_name, export_type, format, record_count, file_size, created_at, created_by, creator } =
    resource
  const isFaded = state === 'expired' || state === 'cancelled'
  const dataset = labelOf(labels.datasets, export_type)
  const requestedBy = created_by === rights.userId ? 'you' : `${creator.first_name} ${creator.last_name}`
  return (
    <Table.Tr c={isFaded ? 'dimmed' : undefined}>
      <Table.Td style={{ overflowWrap: 'anywhere', minWidth: '8rem' }}>
        <Anchor
          component={Link}
          href={`/exports/${id}`}
          fw={600}
          size="sm"
          py={2}
          display="inline-block"
          c={isFaded ? 'dimmed' : 'inherit'}
        >
          {export_name}
        </Anchor>
        <Text size="xs" c="dimmed" hiddenFrom="md">
          {dataset} · {labelOf(labels.formats, format)}
        </Text>
        <Text size="xs" c="dimmed" hiddenFrom="sm" component="div">
          <Timestamp at={created_at} relative /> by {requestedBy}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="md">{dataset}</Table.Td>
      <Table.Td visibleFrom="md">{labelOf(labels.formats, format)}</Table.Td>
      <Table.Td miw={{ base: '7.5rem', sm: '13rem' }}>
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
      <Table.Td px={4}>
        <Group gap={2} justify="flex-end" wrap="nowrap">
          <NextStep resource={resource} state={state} rights={rights} />
          <ExportMenu resource={resource} rights={rights} />
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}

function Status({ resource, seenAt, state }: SeenExport & { state: ExportState }) {
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
  const words =
    state === 'queued'
      ? queueReason(resource)
      : state === 'failed' && resource.error
        ? `${resource.error.message} ${resource.error.action}`
        : undefined
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

/** The one thing most people want next, one click away. */
function NextStep({ resource, state, rights }: { resource: ExportRow; state: ExportState; rights: Rights }) {
  const { runAgain, isWorking } = useExportCommands(resource)
  const { links, export_name } = resource
  if (state === 'completed' && links.download && rights.mayDownload) {
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
  if (!links.retry || !rights.mayCreate || !(rights.seesAll || resource.created_by === rights.userId))
    return null
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

type ExportRow = SeenExport['resource']

function None() {
  return (
    <Text span c="dimmed" aria-label="none yet">
      –
    </Text>
  )
}
