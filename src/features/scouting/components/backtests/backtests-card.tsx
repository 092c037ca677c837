'use client'

import { Anchor, Button, NumberInput, Select, Table, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import Link from 'next/link'
import { useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { FormFrame } from '#src/components/dialogs/form-frame.tsx'
import { Day } from '#src/components/format/day.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import { Money } from '#src/features/spend/components/money.tsx'
import { startBacktestAction } from '../../actions.ts'
import type { BacktestResource } from '../../backtests/schema.ts'
import type { StrategyResource, VersionResource } from '../../strategies/schema.ts'
import { FollowBacktests } from './follow-backtests.tsx'
import { backtestLabels, isUnfinished } from './labels.ts'

interface Props {
  strategy: StrategyResource
  versions: VersionResource[]
  backtests: BacktestResource[]
  mayChange: boolean
}

/** What versions of the strategy would have bought in the past. */
export function BacktestsCard({ strategy, versions, backtests, mayChange }: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Card
      title="Back-tests"
      aside={
        mayChange ? (
          <Button size="sm" variant="default" onClick={() => setOpen(true)}>
            Start a back-test
          </Button>
        ) : null
      }
    >
      <FollowBacktests isFollowing={backtests.some(isUnfinished)} />
      {backtests.length === 0 ? (
        <Text size="sm" c="dimmed">
          A back-test says what the rules would have bought of the opportunities of the past.
        </Text>
      ) : (
        <BacktestsTable strategy={strategy} backtests={backtests} />
      )}
      <StartDialog strategy={strategy} versions={versions} opened={isOpen} onClose={() => setOpen(false)} />
    </Card>
  )
}

function BacktestsTable({ strategy, backtests }: Pick<Props, 'strategy' | 'backtests'>) {
  return (
    <WideTable
      label="Table of back-tests"
      width="40rem"
      head={
        <Table.Tr>
          <Table.Th>Days</Table.Th>
          <Table.Th ta="right">Version</Table.Th>
          <Table.Th>Status</Table.Th>
          <Table.Th ta="right">Trades</Table.Th>
          <Table.Th ta="right">Refused</Table.Th>
          <Table.Th ta="right">Spent</Table.Th>
        </Table.Tr>
      }
    >
      {backtests.map(({ id, from, until, number, status, totals }) => (
        <Table.Tr key={id}>
          <Table.Td>
            <Anchor component={Link} href={`/spend/strategies/${strategy.id}/backtests/${id}`} size="sm">
              <Day day={from} /> – <Day day={until} />
            </Anchor>
          </Table.Td>
          <Table.Td ta="right">{number}</Table.Td>
          <Table.Td>
            <StatusBadge {...backtestLabels[status]} />
          </Table.Td>
          <Table.Td ta="right">{totals?.trades ?? '–'}</Table.Td>
          <Table.Td ta="right">{totals?.refusals ?? '–'}</Table.Td>
          <Table.Td ta="right">
            {totals ? <Money value={totals.spent} currency={strategy.rules.currency} /> : '–'}
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  )
}

interface DialogProps {
  strategy: StrategyResource
  versions: VersionResource[]
  opened: boolean
  onClose: () => void
}

const dayMs = 86_400_000

function StartDialog({ strategy, versions, opened, onClose }: DialogProps) {
  const form = useForm({
    initialValues: { number: String(strategy.number), days: 90 as number | string },
    validate: { days: (value) => (Number(value) > 0 ? null : 'Enter how many days') },
  })
  return (
    <FormFrame
      title="Start a back-test"
      opened={opened}
      onClose={onClose}
      form={form}
      submitLabel="Start"
      done="The back-test was started."
      send={({ number, days }) =>
        startBacktestAction({
          id: strategy.id,
          number: Number(number),
          ...(Number(days) === 90 ? {} : { from: dayAgo(Number(days) - 1) }),
        })
      }
    >
      <Select
        label="Version"
        description="It is compared with the version in force."
        data={versions.map(({ number }) => ({ value: String(number), label: `Version ${number}` }))}
        allowDeselect={false}
        {...form.getInputProps('number')}
      />
      <NumberInput
        label="Days until today"
        allowDecimal={false}
        min={1}
        max={366}
        {...form.getInputProps('days')}
      />
    </FormFrame>
  )
}

function dayAgo(days: number): string {
  return new Date(Date.now() - days * dayMs).toISOString().slice(0, 10)
}
