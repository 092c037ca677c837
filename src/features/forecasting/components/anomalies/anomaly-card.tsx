'use client'

import { Anchor, Button, Group, Paper, ScrollArea, Table, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useFormats } from '#src/components/format/format-context.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { decideAnomalyAction } from '../../actions.ts'
import type { AnomalyResource } from '../../anomalies/schema.ts'
import { formatValue } from '../numbers.ts'
import { kindLabels, shownFields, statusLabels } from './labels.ts'

/** One anomaly: what, why, the rows that show it, and what to do about it. */
export function AnomalyCard({ anomaly, mayDecide }: { anomaly: AnomalyResource; mayDecide: boolean }) {
  return (
    <Paper component="article" aria-label={anomaly.subject} p="md">
      <Group justify="space-between" align="flex-start" gap="xs">
        <div style={{ minWidth: 0, flex: '1 1 14rem' }}>
          <Title order={2} style={{ overflowWrap: 'anywhere' }}>
            {anomaly.subject}
          </Title>
          <Text size="sm">{anomaly.reason}</Text>
        </div>
        <StatusBadge {...kindLabels[anomaly.kind]} />
      </Group>
      <Evidence anomaly={anomaly} />
      <Group justify="space-between" mt="sm" gap="xs">
        <Text size="sm" c="dimmed" component="div">
          {anomaly.decided_at ? (
            <>
              {statusLabels[anomaly.status]} <Timestamp at={anomaly.decided_at} relative />
              {anomaly.note ? `: ${anomaly.note}` : ''}
            </>
          ) : (
            <>
              Found <Timestamp at={anomaly.found_at} relative />
            </>
          )}
          {anomaly.item_id ? (
            <>
              {' · '}
              <Anchor component={Link} href={`/inventory/${anomaly.item_id}`} size="sm">
                Open the item
              </Anchor>
            </>
          ) : null}
        </Text>
        {mayDecide && anomaly.status === 'new' ? <Decide anomaly={anomaly} /> : null}
      </Group>
    </Paper>
  )
}

function Evidence({ anomaly: { evidence, subject } }: { anomaly: AnomalyResource }) {
  const { locale } = useFormats()
  const fields = shownFields(evidence[0] ?? {})
  const shown = (value: string | number | undefined) =>
    typeof value === 'number' ? formatValue(locale, value) : value
  return (
    <ScrollArea
      type="auto"
      offsetScrollbars="present"
      mt="xs"
      viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': `Rows: ${subject}` }}
    >
      <Table fz="sm" verticalSpacing={4} w="auto" miw="24rem">
        <Table.Thead>
          <Table.Tr>
            {fields.map(({ key, label }) => (
              <Table.Th key={key}>{label}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {evidence.map((row) => (
            <Table.Tr key={JSON.stringify(row)}>
              {fields.map(({ key }) => (
                <Table.Td key={key} style={{ whiteSpace: 'nowrap' }} suppressHydrationWarning>
                  {shown(row[key])}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  )
}

function Decide({ anomaly }: { anomaly: AnomalyResource }) {
  const router = useRouter()
  const [sending, setSending] = useState<string>()

  async function decide(status: 'acknowledged' | 'dismissed') {
    setSending(status)
    const answer = await settleAction(decideAnomalyAction({ id: anomaly.id, status }))
    setSending(undefined)
    if (!answer.ok) notifications.show({ message: answer.problem.message, color: 'red' })
    router.refresh()
  }

  return (
    <Group gap="xs">
      <Button
        size="xs"
        variant="default"
        loading={sending === 'dismissed'}
        disabled={sending !== undefined}
        onClick={() => decide('dismissed')}
        aria-label={`Dismiss: ${anomaly.subject}`}
      >
        Dismiss
      </Button>
      <Button
        size="xs"
        loading={sending === 'acknowledged'}
        disabled={sending !== undefined}
        onClick={() => decide('acknowledged')}
        aria-label={`Acknowledge: ${anomaly.subject}`}
      >
        Acknowledge
      </Button>
    </Group>
  )
}
