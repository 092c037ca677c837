'use client'

import { Anchor, Button, Group, Paper, Select, Table } from '@mantine/core'
import { IconReceipt } from '@tabler/icons-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { EmptyState } from '#src/components/empty-state.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { PageNumbers } from '#src/components/tables/page-numbers.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { TradeResource } from '../../trades/schema.ts'
import { tradeLabels } from '../labels.ts'
import { Money } from '../money.tsx'
import { TradeDialog } from './trade-dialog.tsx'

interface Props {
  trades: TradeResource[]
  status: TradeResource['status'] | undefined
  page: number
  pages: number
  currencies: string[]
}

export function TradesPage({ trades, status, page, pages, currencies }: Props) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <PageHeader
        title="Trades"
        description="Purchase commitments that passed the budgets. What is refused is in the audit trail."
        actions={<Button onClick={() => setOpen(true)}>New trade</Button>}
      />
      <Group mb="md">
        <Select
          label="Status"
          placeholder="All"
          data={Object.entries(tradeLabels).map(([value, { label }]) => ({ value, label }))}
          value={status ?? null}
          onChange={(value) => router.push(value ? `/spend/trades?status=${value}` : '/spend/trades')}
          clearable
          w={{ base: '100%', xs: 240 }}
        />
      </Group>
      {trades.length === 0 ? (
        <Paper>
          <EmptyState icon={<IconReceipt aria-hidden />} title="No trades">
            A trade is money that is held for a purchase.
          </EmptyState>
        </Paper>
      ) : (
        <TradesTable trades={trades} />
      )}
      <PageNumbers page={page} pages={pages} />
      <TradeDialog opened={isOpen} onClose={() => setOpen(false)} currencies={currencies} />
    </>
  )
}

function TradesTable({ trades }: { trades: TradeResource[] }) {
  return (
    <WideTable
      label="Trades"
      width="52rem"
      head={
        <Table.Tr>
          <Table.Th>Requested</Table.Th>
          <Table.Th>What</Table.Th>
          <Table.Th>Status</Table.Th>
          <Table.Th>Requested by</Table.Th>
          <Table.Th ta="right">Amount</Table.Th>
          <Table.Th ta="right">Held</Table.Th>
          <Table.Th ta="right">Owed</Table.Th>
        </Table.Tr>
      }
    >
      {trades.map((trade) => (
        <Table.Tr key={trade.id}>
          <Table.Td>
            <Timestamp at={trade.created_at} />
          </Table.Td>
          <Table.Td style={{ overflowWrap: 'anywhere' }}>
            <Anchor component={Link} href={`/spend/trades/${trade.id}`} size="sm">
              {trade.product_name ?? trade.instrument.id}
            </Anchor>
          </Table.Td>
          <Table.Td>
            <StatusBadge {...tradeLabels[trade.status]} />
          </Table.Td>
          <Table.Td>{trade.requested_by_name}</Table.Td>
          <Table.Td ta="right">
            <Money value={trade.amount} currency={trade.currency} />
          </Table.Td>
          <Table.Td ta="right">
            <Money value={trade.reserved} currency={trade.currency} />
          </Table.Td>
          <Table.Td ta="right">
            <Money value={trade.settled} currency={trade.currency} />
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  )
}
