'use client'

import { Button, Group, Paper, Progress, Stack, Table, Text } from '@mantine/core'
import { IconWallet } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { EmptyState } from '#src/components/empty-state.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { LimitResource, RoomResource, SpendingResource } from '../../limits/schema.ts'
import { periodLabels, scopeLabels } from '../labels.ts'
import { Money } from '../money.tsx'
import { BurnDown } from './burn-down.tsx'
import { LimitDialog } from './limit-dialog.tsx'
import { RemoveButton } from './remove-button.tsx'

interface Props {
  limits: LimitResource[]
  /** How the company's budgets are used up in this month. */
  spending: SpendingResource[]
  mayChange: boolean
}

export function BudgetsPage({ limits, spending, mayChange }: Props) {
  const [edited, setEdited] = useState<LimitResource | 'new'>()
  return (
    <>
      <PageHeader
        title="Budgets"
        description="A trade must fit into every budget that covers it, to the cent."
        actions={mayChange ? <Button onClick={() => setEdited('new')}>Set a budget</Button> : null}
      />
      {limits.length === 0 ? (
        <Paper>
          <EmptyState icon={<IconWallet aria-hidden />} title="No budget yet">
            Nothing can be bought until the company has a budget in the currency.
          </EmptyState>
        </Paper>
      ) : (
        <Stack gap="md">
          {spending.map((one) => (
            <Card key={one.limit_id} title={`This month in ${one.currency}`}>
              <BurnDown spending={one} />
            </Card>
          ))}
          {limits.map((limit) => (
            <Card
              key={limit.id}
              title={`${limit.subject_name ?? scopeLabels[limit.scope]}, ${limit.currency}`}
              aside={
                mayChange ? (
                  <Group gap="xs">
                    <RemoveButton limit={limit} />
                    <Button size="compact-sm" variant="default" onClick={() => setEdited(limit)}>
                      Change
                    </Button>
                  </Group>
                ) : null
              }
            >
              <Rooms limit={limit} />
            </Card>
          ))}
        </Stack>
      )}
      {edited ? (
        <LimitDialog
          key={edited === 'new' ? 'new' : edited.id}
          limit={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      ) : null}
    </>
  )
}

function Rooms({ limit }: { limit: LimitResource }) {
  const { currency } = limit
  return (
    <>
      <Group gap="lg" mb="sm" style={{ rowGap: 4 }}>
        <Fact name="Scope" value={scopeLabels[limit.scope]} />
        <Fact name="Single trade" value={amount(limit.per_transaction_cap, currency)} />
        <Fact name="Needs approval above" value={amount(limit.approve_over, currency)} />
        <Fact name="Kept back" value={amount(limit.reserve_amount || null, currency)} />
      </Group>
      <WideTable
        label={`Room of ${limit.subject_name ?? scopeLabels[limit.scope]} in ${currency}`}
        width="50rem"
        head={
          <Table.Tr>
            <Table.Th>Period</Table.Th>
            <Table.Th ta="right">Cap</Table.Th>
            <Table.Th ta="right">Committed</Table.Th>
            <Table.Th ta="right">Room</Table.Th>
            <Table.Th w={140}>Used</Table.Th>
            <Table.Th>Resets</Table.Th>
          </Table.Tr>
        }
      >
        {limit.rooms.map((room) => (
          <Room key={room.period} room={room} currency={currency} />
        ))}
      </WideTable>
    </>
  )
}

function Room({
  room: { period, cap, committed, room, resets_at },
  currency,
}: {
  room: RoomResource
  currency: string
}) {
  const percent = cap ? Math.min(Math.round((committed / cap) * 100), 100) : 0
  return (
    <Table.Tr>
      <Table.Td>{periodLabels[period]}</Table.Td>
      <Table.Td ta="right">{amount(cap, currency)}</Table.Td>
      <Table.Td ta="right">
        <Money value={committed} currency={currency} />
      </Table.Td>
      <Table.Td ta="right" fw={600}>
        {amount(room, currency)}
      </Table.Td>
      <Table.Td>
        {cap === null ? (
          'No cap'
        ) : (
          <Progress
            value={percent}
            color={percent >= 100 ? 'red' : percent >= 80 ? 'amber' : 'blue'}
            aria-label={`${periodLabels[period]}: ${percent}% used`}
          />
        )}
      </Table.Td>
      <Table.Td>{resets_at ? <Timestamp at={resets_at} /> : '–'}</Table.Td>
    </Table.Tr>
  )
}

function amount(value: number | null, currency: string) {
  return value === null ? '–' : <Money value={value} currency={currency} />
}

function Fact({ name, value }: { name: string; value: ReactNode }) {
  return (
    <Text size="sm" span>
      <Text span c="dimmed" size="sm">
        {name}:{' '}
      </Text>
      {value}
    </Text>
  )
}
