'use client'

import { Anchor, Group, Text } from '@mantine/core'
import Link from 'next/link'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { queueReason, stateOf } from '../export-state.ts'
import { NextStep } from '../list/next-step.tsx'
import { ProgressLine } from '../progress-line.tsx'
import type { Rights } from '../rights.ts'
import { StatusBadge } from '../status-badge.tsx'
import type { SeenExport } from '../use-live-exports.ts'

/** One export with where it stands and what most people want next. */
export function ExportLine({ seen, rights }: { seen: SeenExport; rights: Rights }) {
  const { resource, seenAt } = seen
  const { id, export_name, created_at, error } = resource
  const state = stateOf(resource, seenAt)
  return (
    <Group wrap="nowrap" align="flex-start" gap="sm">
      <div style={{ flex: 1, minWidth: 0 }}>
        <Group gap="xs">
          <Anchor
            component={Link}
            href={`/exports/${id}`}
            prefetch={false}
            size="sm"
            fw={600}
            py={2}
            c="inherit"
            style={{ overflowWrap: 'anywhere' }}
          >
            {export_name}
          </Anchor>
          <StatusBadge state={state} />
        </Group>
        {state === 'running' || state === 'cancelling' ? <ProgressLine {...seen} /> : null}
        <Text size="xs" c="dimmed" component="div">
          {state === 'failed' && error ? `${error.message} ${error.action} · ` : null}
          {state === 'queued' ? `${queueReason(resource)} · ` : null}
          <Timestamp at={created_at} relative />
        </Text>
      </div>
      <NextStep resource={resource} state={state} rights={rights} />
    </Group>
  )
}
