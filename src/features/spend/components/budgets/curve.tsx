'use client'

import '@mantine/charts/styles.css'
import { AreaChart } from '@mantine/charts'
import { useFormats } from '#src/components/format/format-context.tsx'
import type { SpendingResource } from '../../limits/schema.ts'
import { formatMoney } from '../amounts.ts'

/** Loaded apart from the page: the library is larger than everything else on it. */
export default function Curve({ spending: { currency, days, cap } }: { spending: SpendingResource }) {
  const { locale } = useFormats()
  return (
    <figure aria-label={`Committed by day in ${currency}`} style={{ margin: 0 }}>
      <AreaChart
        h={220}
        my="sm"
        data={days}
        dataKey="day"
        series={[{ name: 'committed', label: 'Committed', color: 'blue.6' }]}
        curveType="stepAfter"
        valueFormatter={(value) => formatMoney(locale, value, currency)}
        yAxisProps={{ width: 110, domain: [0, Math.max(cap ?? 0, days.at(-1)?.committed ?? 0)] }}
        areaProps={{ isAnimationActive: false }}
        {...(cap === null ? {} : { referenceLines: [{ y: cap, label: 'Cap', color: 'red.6' }] })}
      />
    </figure>
  )
}
