'use client'

import { Anchor, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core'
import Link from 'next/link'
import { useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatCount, formatDecimal, plural } from '#src/components/format/quantities.ts'
import type { PeriodPerformance, SupplierPerformance } from '../../scorecards/schema.ts'

/** How a supplier delivers; every figure leads to the lines that it is made of. */
export function ScorecardCard({ performance }: { performance: SupplierPerformance }) {
  const [shown, setShown] = useState<PeriodPerformance['period']>('year')
  const period = performance.periods.find((one) => one.period === shown)!
  return (
    <Card
      title="Scorecard"
      aside={
        <SegmentedControl
          size="xs"
          aria-label="Period"
          data={[
            { value: 'quarter', label: 'This quarter' },
            { value: 'year', label: 'Last 12 months' },
          ]}
          value={shown}
          onChange={(value) => setShown(value as typeof shown)}
        />
      }
    >
      <Figures period={period} />
    </Card>
  )
}

function Figures({ period }: { period: PeriodPerformance }) {
  const { locale } = useFormats()
  const { deliveries, too_few, on_time_in_full, days_late, reject_rate, response_days } = period
  const number = (value: number | null, unit = '') =>
    value === null ? 'No figure' : `${formatDecimal(locale, String(value))}${unit}`
  const counted = (count: number, one: string, many?: string) =>
    `${formatCount(locale, count)} ${plural(count, one, many)}`
  return (
    <Stack gap="sm">
      {too_few ? (
        <Text size="sm" c="dimmed">
          {`Too few deliveries to judge: ${deliveries}. Figures appear from 5 on.`}
        </Text>
      ) : (
        <Text size="sm" c="dimmed">
          {`From ${counted(deliveries, 'delivery', 'deliveries')}.`}
        </Text>
      )}
      <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="md">
        <Figure
          label="On time in full"
          value={number(on_time_in_full.value, ' %')}
          note={`${formatCount(locale, on_time_in_full.part)} of ${counted(on_time_in_full.of, 'line')}`}
          href={on_time_in_full.lines.href}
        />
        <Figure
          label="Days late"
          value={days_late.p50 === null ? 'No figure' : lateness(days_late.p50)}
          note={
            days_late.p90 === null
              ? 'No line arrived.'
              : `Half of the lines came no later than that, nine of ten no later than ${lateness(days_late.p90)}.`
          }
          href={days_late.lines.href}
        />
        <Figure
          label="Rejected"
          value={number(reject_rate.value, ' %')}
          note={`${formatCount(locale, reject_rate.part)} of ${counted(reject_rate.of, 'piece')}`}
          href={reject_rate.lines.href}
        />
        <Figure
          label="Days to confirm"
          value={number(response_days.value)}
          note={counted(response_days.orders, 'confirmed order')}
          href={response_days.lines.href}
        />
      </SimpleGrid>
    </Stack>
  )
}

function lateness(days: number): string {
  if (days === 0) return 'on time'
  return `${Math.abs(days)} ${plural(Math.abs(days), 'day')} ${days > 0 ? 'late' : 'early'}`
}

function Figure({ label, value, note, href }: { label: string; value: string; note: string; href: string }) {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Anchor component={Link} href={href} fz={22} fw={620} aria-label={`${label}: ${value}, show the lines`}>
        {value}
      </Anchor>
      <Text size="xs" c="dimmed">
        {note}
      </Text>
    </div>
  )
}
