'use client'

import { Group, Paper, SimpleGrid, Skeleton, Stack, Table, Text } from '@mantine/core'
import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'
import { Card } from '#src/components/card.tsx'
import { Day } from '#src/components/format/day.tsx'
import { BackLink } from '#src/components/links/back-link.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import { Money } from '#src/features/spend/components/money.tsx'
import type { BacktestDetails, Result } from '../../backtests/schema.ts'
import type { StrategyResource } from '../../strategies/schema.ts'
import { FollowBacktests } from './follow-backtests.tsx'
import { backtestLabels, isUnfinished } from './labels.ts'

const SpendCurve = dynamic(() => import('./spend-curve.tsx'), {
  ssr: false,
  loading: () => <Skeleton h={220} mt="sm" />,
})

interface Props {
  strategy: StrategyResource
  backtest: BacktestDetails
}

export function BacktestPage({ strategy, backtest }: Props) {
  const { number, from, until, status, error_message, result, result_hash } = backtest
  return (
    <>
      <FollowBacktests isFollowing={isUnfinished(backtest)} />
      <PageHeader
        above={<BackLink href={`/spend/strategies/${strategy.id}`} label={strategy.name} />}
        title={`Back-test of version ${number}`}
        description={
          <Group component="span" gap="xs">
            <StatusBadge {...backtestLabels[status]} />
            <span>
              <Day day={from} /> – <Day day={until} />
            </span>
          </Group>
        }
      />
      {result ? (
        <ResultCards result={result} hash={result_hash!} number={number} />
      ) : (
        <Paper p="md">
          <Text size="sm">
            {error_message ?? 'A worker carries it out; this page shows when it has ended.'}
          </Text>
        </Paper>
      )}
    </>
  )
}

function ResultCards({ result, hash, number }: { result: Result; hash: string; number: number }) {
  const { totals, currency, curve, trades, refusals, difference, opportunities } = result
  const figures: [string, ReactNode][] = [
    ['Trades', `${totals.trades} of ${opportunities} opportunities`],
    ['Spent', <Money key="spent" value={totals.spent} currency={currency} />],
    ['Score', <Money key="score" value={totals.score} currency={currency} />],
    ['Refused', totals.refusals],
  ]
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
        {figures.map(([name, value]) => (
          <Paper key={name} p="md">
            <Text size="sm" c="dimmed">
              {name}
            </Text>
            <Text fz={20} fw={620}>
              {value}
            </Text>
          </Paper>
        ))}
      </SimpleGrid>
      {difference ? <Difference result={result} number={number} /> : null}
      <Card title="Trades">
        {trades.length === 0 ? (
          <Text size="sm" c="dimmed">
            It would have bought nothing.
          </Text>
        ) : (
          <>
            {curve.length > 1 ? <SpendCurve result={result} /> : null}
            <TradesTable result={result} />
          </>
        )}
      </Card>
      {refusals.length > 0 ? (
        <Card title="Refused by the budgets">
          <RefusalsTable result={result} />
        </Card>
      ) : null}
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        The budgets of today were applied, with nothing committed before. The same input gives the same
        result:{' '}
        <Text span ff="monospace" size="sm">
          {hash}
        </Text>
      </Text>
    </Stack>
  )
}

function Difference({ result, number }: { result: Result; number: number }) {
  const { totals, currency, difference } = result
  const there = difference!
  return (
    <Card title={`Beside version ${there.number}, which was in force`}>
      <WideTable
        label="Both versions"
        width="30rem"
        head={
          <Table.Tr>
            <Table.Th>Version</Table.Th>
            <Table.Th ta="right">Trades</Table.Th>
            <Table.Th ta="right">Bought by it alone</Table.Th>
            <Table.Th ta="right">Spent</Table.Th>
            <Table.Th ta="right">Score</Table.Th>
          </Table.Tr>
        }
      >
        {[
          { version: number, sums: totals, alone: there.only_here.length },
          { version: there.number, sums: there.totals, alone: there.only_there.length },
        ].map(({ version, sums, alone }) => (
          <Table.Tr key={version}>
            <Table.Td>{version}</Table.Td>
            <Table.Td ta="right">{sums.trades}</Table.Td>
            <Table.Td ta="right">{alone}</Table.Td>
            <Table.Td ta="right">
              <Money value={sums.spent} currency={currency} />
            </Table.Td>
            <Table.Td ta="right">
              <Money value={sums.score} currency={currency} />
            </Table.Td>
          </Table.Tr>
        ))}
      </WideTable>
    </Card>
  )
}

function TradesTable({ result: { trades, currency } }: { result: Result }) {
  return (
    <WideTable
      label="Table of trades"
      width="36rem"
      head={
        <Table.Tr>
          <Table.Th>Day</Table.Th>
          <Table.Th>What</Table.Th>
          <Table.Th>Approval</Table.Th>
          <Table.Th ta="right">Amount</Table.Th>
        </Table.Tr>
      }
    >
      {trades.map(({ opportunity_id, day, title, waits, amount }) => (
        <Table.Tr key={opportunity_id}>
          <Table.Td>
            <Day day={day} />
          </Table.Td>
          <Table.Td style={{ overflowWrap: 'anywhere' }}>{title}</Table.Td>
          <Table.Td>{waits ? 'Would have waited' : 'Not needed'}</Table.Td>
          <Table.Td ta="right">
            <Money value={amount} currency={currency} />
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  )
}

function RefusalsTable({ result: { refusals, currency } }: { result: Result }) {
  return (
    <WideTable
      label="Table of refusals"
      width="40rem"
      head={
        <Table.Tr>
          <Table.Th>Day</Table.Th>
          <Table.Th>What</Table.Th>
          <Table.Th ta="right">Amount</Table.Th>
          <Table.Th>Why</Table.Th>
        </Table.Tr>
      }
    >
      {refusals.map(({ opportunity_id, day, title, amount, because }) => (
        <Table.Tr key={opportunity_id}>
          <Table.Td>
            <Day day={day} />
          </Table.Td>
          <Table.Td style={{ overflowWrap: 'anywhere' }}>{title}</Table.Td>
          <Table.Td ta="right">
            <Money value={amount} currency={currency} />
          </Table.Td>
          <Table.Td>{because.join(' ')}</Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  )
}
