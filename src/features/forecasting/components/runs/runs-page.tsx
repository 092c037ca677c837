'use client'

import { Anchor, Paper, Table, Text } from '@mantine/core'
import { IconChartLine, IconPlus } from '@tabler/icons-react'
import Link from 'next/link'
import { EmptyState } from '#src/components/empty-state.tsx'
import { FollowRuns } from '#src/components/follow-runs.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatCount, formatShare } from '#src/components/format/quantities.ts'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { PageNumbers } from '#src/components/tables/page-numbers.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { RunResource } from '../../record/schema.ts'
import { formatPercent, formatPeriod } from '../numbers.ts'
import { isUnfinished, RunBadge } from '../run-badge.tsx'

interface Props {
  runs: RunResource[]
  page: number
  pages: number
  mayManage: boolean
}

export function RunsPage({ runs, page, pages, mayManage }: Props) {
  const add = mayManage ? (
    <LinkButton href="/insights/forecasts/new" leftSection={<IconPlus size={17} aria-hidden />}>
      New forecast
    </LinkButton>
  ) : null
  return (
    <>
      <FollowRuns isFollowing={runs.some(isUnfinished)} />
      <PageHeader
        title="Forecasts"
        description="What is coming, how sure that is, and how far off earlier forecasts were."
        actions={
          <>
            <LinkButton href="/data/forecasts" variant="default">
              Filter, sort and export
            </LinkButton>
            {add}
          </>
        }
      />
      {runs.length > 0 ? (
        <RunsTable runs={runs} />
      ) : (
        <Paper>
          <EmptyState icon={<IconChartLine aria-hidden />} title="No forecasts yet" action={add}>
            {mayManage
              ? 'Choose what to forecast, such as units by item and month. It takes seconds to minutes.'
              : 'An admin can start one.'}
          </EmptyState>
        </Paper>
      )}
      <PageNumbers page={page} pages={pages} />
    </>
  )
}

function RunsTable({ runs }: { runs: RunResource[] }) {
  return (
    <WideTable
      label="Forecasts"
      width="56rem"
      head={
        <Table.Tr>
          <Table.Th>Forecast</Table.Th>
          <Table.Th>Status</Table.Th>
          <Table.Th ta="right">Series</Table.Th>
          <Table.Th>First period</Table.Th>
          <Table.Th ta="right">Periods ended</Table.Th>
          <Table.Th ta="right">Error (sMAPE)</Table.Th>
          <Table.Th ta="right">Within 95 %</Table.Th>
          <Table.Th>Requested</Table.Th>
        </Table.Tr>
      }
    >
      {runs.map((run) => (
        <RunRow key={run.id} run={run} />
      ))}
    </WideTable>
  )
}

function RunRow({ run }: { run: RunResource }) {
  const { locale } = useFormats()
  const { accuracy, series_count, starts_on } = run
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <Anchor component={Link} href={`/insights/forecasts/${run.id}`} size="sm">
          {run.name}
        </Anchor>
        {run.filters_in_words.length > 0 ? (
          <Text size="xs" c="dimmed">
            {run.filters_in_words.join(' · ')}
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td>
        <RunBadge run={run} />
      </Table.Td>
      <Table.Td ta="right" suppressHydrationWarning>
        {series_count === null ? '–' : formatCount(locale, series_count)}
      </Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        {starts_on ? formatPeriod(starts_on, run.grain) : '–'}
      </Table.Td>
      <Table.Td ta="right" suppressHydrationWarning>
        {series_count === null ? '–' : `${accuracy.periods} of ${run.horizon}`}
      </Table.Td>
      <Table.Td ta="right" suppressHydrationWarning>
        {accuracy.smape === null ? '–' : formatPercent(locale, accuracy.smape)}
      </Table.Td>
      <Table.Td ta="right" suppressHydrationWarning>
        {accuracy.coverage_95 === null ? '–' : formatShare(locale, accuracy.coverage_95)}
      </Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        <Timestamp at={run.created_at} relative />
      </Table.Td>
    </Table.Tr>
  )
}
