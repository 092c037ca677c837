'use client'

import { Anchor, Group, Paper, Stack, Text } from '@mantine/core'
import { IconChecklist } from '@tabler/icons-react'
import Link from 'next/link'
import { EmptyState } from '#src/components/empty-state.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import type { Approval } from '../../governance/record/schema.ts'
import { type Labels, labelOf } from '../labels.ts'
import { DecisionButtons } from './decision-buttons.tsx'

/** Exports that wait for a decision, the longest first. */
export function ApprovalsList({
  items,
  total,
  labels,
}: {
  items: Approval[]
  total: number
  labels: Labels
}) {
  if (items.length === 0) {
    return (
      <Paper>
        <EmptyState icon={<IconChecklist aria-hidden />} title="Nothing is waiting for approval">
          Settings, Governance defines which exports need approval.
        </EmptyState>
      </Paper>
    )
  }
  return (
    <Stack gap="sm">
      {items.map(({ export: found, reasons, requested_at, may_decide }) => (
        <Paper key={found.id} component="article" aria-label={found.export_name} p="md">
          <Group justify="space-between" gap="sm">
            <div style={{ minWidth: 0 }}>
              <Anchor
                component={Link}
                href={`/exports/${found.id}`}
                fw={600}
                style={{ overflowWrap: 'anywhere' }}
              >
                {found.export_name}
              </Anchor>
              <Text size="sm">
                {labelOf(labels.datasets, found.export_type)} as {labelOf(labels.formats, found.format)},
                requested by {found.creator.first_name} {found.creator.last_name}{' '}
                <Timestamp at={requested_at} relative />
              </Text>
              <Text size="sm" c="dimmed">
                {reasons.join('. ')}.
              </Text>
            </div>
            {may_decide ? (
              <DecisionButtons resource={found} />
            ) : (
              <Text size="sm" c="dimmed">
                Your own export: another admin must decide.
              </Text>
            )}
          </Group>
        </Paper>
      ))}
      {total > items.length ? (
        <Text size="sm" c="dimmed">
          {total - items.length} more appear as you decide.
        </Text>
      ) : null}
    </Stack>
  )
}
