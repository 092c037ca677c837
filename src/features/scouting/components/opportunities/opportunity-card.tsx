'use client'

import { Anchor, Group, List, Paper, Stack, Text, Title } from '@mantine/core'
import Link from 'next/link'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { Money } from '#src/features/spend/components/money.tsx'
import type { OpportunityResource } from '../../record/schema.ts'
import { kindLabels, opportunityLabels } from '../labels.ts'
import { OpportunityActions } from './opportunity-actions.tsx'

/** What a decision would say now. */
export interface Verdict {
  would: 'reserve' | 'await_approval' | 'refuse'
  /** The checks that fail, in words. */
  because: string[]
}

const verdictLabels = {
  reserve: { label: 'Fits the budgets', color: 'green' },
  await_approval: { label: 'Would wait for approval', color: 'amber' },
  refuse: { label: 'Would be refused', color: 'red' },
}

interface Props {
  opportunity: OpportunityResource
  verdict: Verdict | undefined
  mayTake: boolean
}

export function OpportunityCard({ opportunity, verdict, mayTake }: Props) {
  const { title, kind, status, amount, currency, score, quantity, reasons, supplier_name } = opportunity
  const facts = [`${quantity} ${quantity === 1 ? 'piece' : 'pieces'}`, supplier_name]
    .filter(Boolean)
    .join(' · ')
  return (
    <Paper component="li" p="md" aria-label={title}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={4} style={{ minWidth: 0, flex: '1 1 16rem' }}>
          <Group gap="xs">
            <StatusBadge {...(verdict ? verdictLabels[verdict.would] : opportunityLabels[status])} />
            <Text size="sm" c="dimmed">
              {kindLabels[kind]}
            </Text>
          </Group>
          <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          <Text size="sm" c="dimmed">
            {facts}
          </Text>
        </Stack>
        <Stack gap={0} align="flex-end">
          <Text fw={620}>
            <Money value={amount} currency={currency} />
          </Text>
          <Text size="sm" c="dimmed">
            Score <Money value={score} currency={currency} />
          </Text>
        </Stack>
      </Group>
      <List size="sm" mt="xs" spacing={2}>
        {reasons.map(({ code, words }) => (
          <List.Item key={code}>{words}</List.Item>
        ))}
        {verdict?.because.map((words) => (
          <List.Item key={words}>
            <Text span size="sm" fw={600}>
              {words}
            </Text>
          </List.Item>
        ))}
      </List>
      <Outcome opportunity={opportunity} />
      {status === 'open' && mayTake ? <OpportunityActions opportunity={opportunity} /> : null}
    </Paper>
  )
}

/** What came of it so far. */
function Outcome({ opportunity }: { opportunity: OpportunityResource }) {
  const { status, note, trade_id, taken_at, taken_by_name, strategy_name, valid_until } = opportunity
  return (
    <Text size="sm" c="dimmed" mt="xs" component="div">
      {note ? <div>{note}</div> : null}
      {status === 'taken' && taken_at ? (
        <div>
          Taken by {strategy_name ? `${strategy_name} for ${taken_by_name}` : taken_by_name},{' '}
          <Timestamp at={taken_at} />
          {trade_id ? (
            <>
              {' · '}
              <Anchor component={Link} href={`/spend/trades/${trade_id}`} size="sm" underline="always">
                Trade
              </Anchor>
            </>
          ) : null}
        </div>
      ) : null}
      {status === 'open' ? (
        <div>
          Valid until <Timestamp at={valid_until} />
        </div>
      ) : null}
    </Text>
  )
}
