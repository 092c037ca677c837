'use client'

import { Anchor, Group, Paper, SimpleGrid, Stack, Table, Text } from '@mantine/core'
import Link from 'next/link'
import { Card } from '#src/components/card.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { BackLink } from '#src/components/links/back-link.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { TradeDetails } from '../../trades/schema.ts'
import { tradeLabels } from '../labels.ts'
import { Money } from '../money.tsx'
import { ChecksTable } from './checks-table.tsx'
import { TradeActions } from './trade-actions.tsx'

interface Props {
  trade: TradeDetails
  mayApprove: boolean
}

export function TradePage({ trade, mayApprove }: Props) {
  const { currency } = trade
  const figures = [
    ['Amount', trade.amount],
    ['Held', trade.reserved],
    ['Owed', trade.settled],
  ] as const
  return (
    <>
      <PageHeader
        above={<BackLink href="/spend/trades" label="Trades" />}
        title={trade.product_name ?? trade.instrument.id}
        description={
          <Group component="span" gap="xs">
            <StatusBadge {...tradeLabels[trade.status]} />
            {trade.reason}
          </Group>
        }
        actions={<TradeActions trade={trade} mayApprove={mayApprove} />}
      />
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          {figures.map(([name, value]) => (
            <Paper key={name} p="md">
              <Text size="sm" c="dimmed">
                {name}
              </Text>
              <Text fz={24} fw={620}>
                <Money value={value} currency={currency} />
              </Text>
            </Paper>
          ))}
        </SimpleGrid>
        <Facts trade={trade} />
        {trade.decisions.map((decision) => (
          <Card key={decision.id} title="Checks" aside={<Timestamp at={decision.decided_at} />}>
            <ChecksTable checks={decision.checks} currency={currency} />
          </Card>
        ))}
        <Card title="Ledger">
          <Entries trade={trade} />
        </Card>
      </Stack>
    </>
  )
}

/** What the adapter calls it; an order has a page of its own. */
function Placed({ trade: { external_ref: name, order_id: orderId } }: { trade: TradeDetails }) {
  if (!orderId) return name ?? '–'
  return (
    <Anchor component={Link} href={`/orders/${orderId}`}>
      {name}
    </Anchor>
  )
}

function Facts({ trade }: { trade: TradeDetails }) {
  const facts = [
    ['Requested by', trade.requested_by_name],
    ['Quantity', trade.quantity],
    ['Category', trade.category ?? '–'],
    ['Supplier', trade.supplier_name ?? '–'],
    ['Placed as', <Placed key="placed" trade={trade} />],
    ['Held until', trade.expires_at ? <Timestamp key="until" at={trade.expires_at} /> : '–'],
  ] as const
  return (
    <Card title="Facts">
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} component="dl" m={0}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <Text component="dt" size="sm" c="dimmed">
              {name}
            </Text>
            <Text component="dd" m={0} style={{ overflowWrap: 'anywhere' }}>
              {value}
            </Text>
          </div>
        ))}
      </SimpleGrid>
    </Card>
  )
}

const kinds = { reserve: 'Held', settle: 'Owed', release: 'Given back' }

function Entries({ trade: { entries, currency } }: { trade: TradeDetails }) {
  return (
    <WideTable
      label="Entries of the ledger"
      width="40rem"
      head={
        <Table.Tr>
          <Table.Th>No.</Table.Th>
          <Table.Th>When</Table.Th>
          <Table.Th>What</Table.Th>
          <Table.Th ta="right">Held</Table.Th>
          <Table.Th ta="right">Owed</Table.Th>
          <Table.Th>Hash</Table.Th>
        </Table.Tr>
      }
    >
      {entries.map((entry) => (
        <Table.Tr key={entry.entry_no}>
          <Table.Td>{entry.entry_no}</Table.Td>
          <Table.Td>
            <Timestamp at={entry.recorded_at} />
          </Table.Td>
          <Table.Td>{kinds[entry.kind]}</Table.Td>
          <Table.Td ta="right">
            <Money value={entry.reserved_delta} currency={currency} />
          </Table.Td>
          <Table.Td ta="right">
            <Money value={entry.settled_delta} currency={currency} />
          </Table.Td>
          <Table.Td ff="monospace" title={entry.hash}>
            {entry.hash.slice(0, 12)}
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  )
}
