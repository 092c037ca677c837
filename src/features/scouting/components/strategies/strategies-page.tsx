'use client'

import { Anchor, Group, Paper, Select, Table } from '@mantine/core'
import { IconRoute } from '@tabler/icons-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { EmptyState } from '#src/components/empty-state.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { PageNumbers } from '#src/components/tables/page-numbers.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { StrategyResource } from '../../strategies/schema.ts'
import { autonomyLabels, strategyLabels } from '../labels.ts'

interface Props {
  strategies: StrategyResource[]
  status: StrategyResource['status'] | undefined
  page: number
  pages: number
  mayChange: boolean
}

export function StrategiesPage({ strategies, status, page, pages, mayChange }: Props) {
  const router = useRouter()
  return (
    <>
      <PageHeader
        title="Strategies"
        description="Rules that choose among opportunities. They never spend more than the budgets let through."
        actions={mayChange ? <LinkButton href="/spend/strategies/new">New strategy</LinkButton> : null}
      />
      <Group mb="md">
        <Select
          label="Status"
          placeholder="All but archived"
          data={Object.entries(strategyLabels).map(([value, { label }]) => ({ value, label }))}
          value={status ?? null}
          onChange={(value) => router.push(value ? `/spend/strategies?status=${value}` : '/spend/strategies')}
          clearable
          w={{ base: '100%', xs: 240 }}
        />
      </Group>
      {strategies.length === 0 ? (
        <Paper>
          <EmptyState icon={<IconRoute aria-hidden />} title="No strategies">
            A strategy says in rules what is worth buying.
          </EmptyState>
        </Paper>
      ) : (
        <StrategiesTable strategies={strategies} />
      )}
      <PageNumbers page={page} pages={pages} />
    </>
  )
}

function StrategiesTable({ strategies }: { strategies: StrategyResource[] }) {
  return (
    <WideTable
      label="Strategies"
      width="46rem"
      head={
        <Table.Tr>
          <Table.Th>Name</Table.Th>
          <Table.Th>Status</Table.Th>
          <Table.Th>What it does</Table.Th>
          <Table.Th ta="right">Version</Table.Th>
          <Table.Th ta="right">Open trades</Table.Th>
          <Table.Th>Changed</Table.Th>
        </Table.Tr>
      }
    >
      {strategies.map(({ id, name, status, rules, number, open_trades, updated_at }) => (
        <Table.Tr key={id}>
          <Table.Td style={{ overflowWrap: 'anywhere' }}>
            <Anchor component={Link} href={`/spend/strategies/${id}`} size="sm">
              {name}
            </Anchor>
          </Table.Td>
          <Table.Td>
            <StatusBadge {...strategyLabels[status]} />
          </Table.Td>
          <Table.Td>{autonomyLabels[rules.autonomy]}</Table.Td>
          <Table.Td ta="right">{number}</Table.Td>
          <Table.Td ta="right">{open_trades}</Table.Td>
          <Table.Td>
            <Timestamp at={updated_at} />
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  )
}
