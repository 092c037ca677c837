'use client'

import { Stack, Table, Text } from '@mantine/core'
import { Card } from '#src/components/card.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { BackLink } from '#src/components/links/back-link.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { PointResource, RunResource, SeriesDetails } from '../../record/schema.ts'
import { AccuracyFigures } from '../accuracy-figures.tsx'
import { formatPercent, formatPeriod, formatValue, isScoredInPercent, methodName } from '../numbers.ts'
import { fanPoints } from './fan-points.ts'
import { Fan } from './lazy-fan.tsx'

/** One series: what is expected, why that way, and how far off that was. */
export function SeriesPage({ run, series }: { run: RunResource; series: SeriesDetails }) {
  const { locale } = useFormats()
  const { accuracy, points } = series
  const tested = isScoredInPercent(series.method) ? series.backtest : null
  return (
    <>
      <PageHeader
        above={<BackLink href={`/insights/forecasts/${run.id}`} label={run.name} />}
        title={series.label}
        description={`${run.horizon} ${run.grain}s ahead, as of ${formatPeriod(run.as_of, 'day')}.`}
      />
      <Stack gap="md">
        <Card title="What is expected">
          <Fan label={`Forecast of ${series.label}`} points={fanPoints(series, run.grain)} />
        </Card>
        <Card title="Why this forecast">
          <Text size="sm" fw={600}>
            {methodName(series.method)}
          </Text>
          <Text size="sm">{series.why}</Text>
          <Text size="sm" c="dimmed" mt={4} suppressHydrationWarning>
            It learned from {series.history.length} {run.grain}s
            {tested
              ? `, and missed by ${formatPercent(locale, tested.smape)} when it was tested on the last of them`
              : ''}
            .
          </Text>
        </Card>
        {accuracy.periods > 0 ? (
          <AccuracyFigures accuracy={accuracy} horizon={run.horizon} backtest={tested?.smape ?? null} />
        ) : null}
        <Card title="By period">
          <PointsTable grain={run.grain} points={points} />
        </Card>
      </Stack>
    </>
  )
}

function PointsTable({ grain, points }: { grain: string; points: PointResource[] }) {
  const { locale } = useFormats()
  const range = ({ lower, upper }: { lower: number; upper: number }) =>
    `${formatValue(locale, lower)} – ${formatValue(locale, upper)}`
  return (
    <WideTable
      label="Periods"
      width="36rem"
      head={
        <Table.Tr>
          <Table.Th>Period</Table.Th>
          <Table.Th ta="right">Expected</Table.Th>
          <Table.Th ta="right">80 % range</Table.Th>
          <Table.Th ta="right">95 % range</Table.Th>
          <Table.Th ta="right">Actual</Table.Th>
        </Table.Tr>
      }
    >
      {points.map(({ step, starts_on, mean, interval_80, interval_95, actual }) => (
        <Table.Tr key={step}>
          <Table.Td style={{ whiteSpace: 'nowrap' }}>{formatPeriod(starts_on, grain)}</Table.Td>
          <Table.Td ta="right" fw={600} suppressHydrationWarning>
            {formatValue(locale, mean)}
          </Table.Td>
          <Table.Td ta="right" suppressHydrationWarning>
            {range(interval_80)}
          </Table.Td>
          <Table.Td ta="right" suppressHydrationWarning>
            {range(interval_95)}
          </Table.Td>
          <Table.Td ta="right" suppressHydrationWarning>
            {actual === null ? '–' : formatValue(locale, actual)}
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  )
}
