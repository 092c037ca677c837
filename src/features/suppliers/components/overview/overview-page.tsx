'use client'

import { Paper, SimpleGrid, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatCount, formatDecimal, plural } from '#src/components/format/quantities.ts'
import { Count } from '#src/components/format/quantity.tsx'
import type { SupplierMetrics } from '../../metrics/schema.ts'
import { statusLabels, tierLabels } from '../labels.ts'
import { GroupCard } from './group-card.tsx'

/** What is on record about the suppliers, each number with the list behind it where there is one. */
export function OverviewPage({ metrics }: { metrics: SupplierMetrics }) {
  const { locale } = useFormats()
  const { suppliers, rating, items, ending_soon, spend, on_time_in_full } = metrics
  const { certificates } = ending_soon
  const statuses: Record<string, { label: string }> = statusLabels
  const tiers: Record<string, string> = tierLabels
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }} spacing="md">
        <Figure
          label="Suppliers"
          note={
            rating.average === null
              ? 'none of them is rated'
              : `average rating ${rating.average} of 5, ${formatCount(locale, rating.rated)} rated`
          }
        >
          <Count value={suppliers} />
        </Figure>
        <Figure
          label="Items with a price today"
          note={`of ${formatCount(locale, items.active)} active ${plural(items.active, 'item')}`}
        >
          <Count value={items.covered} />
        </Figure>
        <Figure label="Items with only one supplier" note="no second active supplier has a price">
          <Count value={items.single_source} />
        </Figure>
        <Figure
          label="Prices that end within 30 days"
          note={`and ${formatCount(locale, certificates)} ${plural(certificates, 'certificate')} of active suppliers`}
        >
          <Count value={ending_soon.prices} />
        </Figure>
        <Figure
          label="On time in full, last 12 months"
          note={`${formatCount(locale, on_time_in_full.part)} of ${formatCount(locale, on_time_in_full.of)} order lines`}
        >
          {on_time_in_full.value === null
            ? 'No figure'
            : `${formatDecimal(locale, String(on_time_in_full.value))} %`}
        </Figure>
        <SpendFigure spend={spend} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <GroupCard
          title="By status"
          filter="status"
          groups={metrics.by_status}
          nameOf={(value) => statuses[value]?.label ?? value}
        />
        <GroupCard
          title="By tier"
          filter="tier"
          groups={metrics.by_tier}
          nameOf={(value) => tiers[value] ?? value}
        />
        <GroupCard title="By category" filter="category" groups={metrics.by_category} nameOf={String} />
        <GroupCard title="By country" filter="country" groups={metrics.by_country} nameOf={String} />
      </SimpleGrid>
    </Stack>
  )
}

/** The largest sum; the others, which are in other currencies, stand below it. */
function SpendFigure({ spend: [largest, ...others] }: Pick<SupplierMetrics, 'spend'>) {
  const { locale } = useFormats()
  const amount = (total: string, currency: string) =>
    `${formatDecimal(locale, total.replace(/\.?0+$/, ''))} ${currency}`
  const sums = others.map(({ currency, total }) => amount(total, currency))
  const orders = largest && `${formatCount(locale, largest.orders)} ${plural(largest.orders, 'order')}`
  return (
    <Figure
      label="Ordered, last 12 months"
      note={largest ? [orders, ...sums.map((sum) => `and ${sum}`)].join(', ') : 'no orders yet'}
    >
      {largest ? amount(largest.total, largest.currency) : 'No figure'}
    </Figure>
  )
}

function Figure({ label, note, children }: { label: string; note: string; children: ReactNode }) {
  return (
    <Paper p="md">
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fz={26} fw={620} lh={1.3}>
        {children}
      </Text>
      <Text size="xs" c="dimmed" suppressHydrationWarning>
        {note}
      </Text>
    </Paper>
  )
}
