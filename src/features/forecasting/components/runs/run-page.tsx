'use client'

import { Alert, Anchor, Group, Progress, Stack, Table, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import Link from 'next/link'
import { Card } from '#src/components/card.tsx'
import { FollowRuns } from '#src/components/follow-runs.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatCount } from '#src/components/format/quantities.ts'
import { BackLink } from '#src/components/links/back-link.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { PageNumbers } from '#src/components/tables/page-numbers.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { RunResource, SeriesResource } from '../../record/schema.ts'
import { AccuracyFigures } from '../accuracy-figures.tsx'
import { formatPercent, formatPeriod, formatValue, isScoredInPercent, methodName } from '../numbers.ts'
import { isUnfinished, RunBadge } from '../run-badge.tsx'
import { CancelRun } from './cancel-run.tsx'

interface Props {
  run: RunResource
  series: SeriesResource[]
  page: number
  pages: number
  mayManage: boolean
}

const phases: Record<string, string> = {
  reading: 'Reading the history',
  forecasting: 'Forecasting',
  publishing: 'Storing the forecasts',
}

/** One forecast: how far it is, how far off it was, and its series. */
export function RunPage({ run, series, page, pages, mayManage }: Props) {
  return (
    <>
      <FollowRuns isFollowing={isUnfinished(run)} />
      <PageHeader
        above={<BackLink href="/insights/forecasts" label="Forecasts" />}
        title={run.name}
        description={
          <Group component="span" gap="xs">
            <RunBadge run={run} />
            {aboutRun(run)}
          </Group>
        }
        actions={mayManage && isUnfinished(run) && !run.is_cancelling ? <CancelRun run={run} /> : null}
      />
      <Stack gap="md">
        {isUnfinished(run) ? <RunProgress run={run} /> : null}
        {run.error_message && run.status === 'failed' ? (
          <Alert color="red" icon={<IconAlertTriangle aria-hidden />}>
            {run.error_message}
          </Alert>
        ) : null}
        {run.accuracy.periods > 0 ? <AccuracyFigures accuracy={run.accuracy} horizon={run.horizon} /> : null}
        {run.status === 'completed' ? (
          <Card title="Series">
            {series.length > 0 ? (
              <>
                <SeriesNote run={run} />
                <SeriesTable run={run} series={series} />
                <PageNumbers page={page} pages={pages} />
              </>
            ) : (
              <Text size="sm">
                There is no history to forecast from. Choose another measure, or fewer filters.
              </Text>
            )}
          </Card>
        ) : null}
      </Stack>
    </>
  )
}

function aboutRun({ horizon, grain, as_of, filters_in_words }: RunResource): string {
  const periods = `${horizon} ${grain}${horizon === 1 ? '' : 's'} ahead`
  return [`${periods}, as of ${formatPeriod(as_of, 'day')}`, ...filters_in_words].join(' · ')
}

function RunProgress({ run }: { run: RunResource }) {
  return (
    <div>
      <Progress value={run.progress_percentage} aria-label={`Progress of ${run.name}`} />
      <Text size="sm" c="dimmed" mt={4}>
        {run.phase ? phases[run.phase] : 'Waiting for a worker'}
      </Text>
    </div>
  )
}

function SeriesNote({ run }: { run: RunResource }) {
  const { locale } = useFormats()
  const { series_left_out } = run
  if (!series_left_out) return null
  return (
    <Text size="sm" c="dimmed" mb="sm" suppressHydrationWarning>
      The largest {formatCount(locale, run.series_limit)} series. {formatCount(locale, series_left_out)}{' '}
      smaller ones were left out.
    </Text>
  )
}

function SeriesTable({ run, series }: { run: RunResource; series: SeriesResource[] }) {
  const { locale } = useFormats()
  return (
    <WideTable
      label="Table of series"
      width="46rem"
      head={
        <Table.Tr>
          <Table.Th>Series</Table.Th>
          <Table.Th>Method</Table.Th>
          <Table.Th ta="right">
            Next {run.horizon} {run.grain}s
          </Table.Th>
          <Table.Th ta="right">Error in the back-test</Table.Th>
          <Table.Th ta="right">Error so far</Table.Th>
        </Table.Tr>
      }
    >
      {series.map(({ id, label, method, total, backtest, accuracy }) => (
        <Table.Tr key={id}>
          <Table.Td style={{ overflowWrap: 'anywhere' }}>
            <Anchor component={Link} href={`/insights/forecasts/${run.id}/${id}`} size="sm">
              {label}
            </Anchor>
          </Table.Td>
          <Table.Td>{methodName(method)}</Table.Td>
          <Table.Td ta="right" fw={600} suppressHydrationWarning>
            {formatValue(locale, total)}
          </Table.Td>
          <Table.Td ta="right" suppressHydrationWarning>
            {backtest && isScoredInPercent(method) ? formatPercent(locale, backtest.smape) : '–'}
          </Table.Td>
          <Table.Td ta="right" suppressHydrationWarning>
            {accuracy.smape !== null && isScoredInPercent(method)
              ? formatPercent(locale, accuracy.smape)
              : '–'}
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  )
}
