'use client'

import '@mantine/charts/styles.css'
import { AreaChart } from '@mantine/charts'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatDay } from '#src/components/format/instants.ts'
import { formatMoney } from '#src/features/spend/components/amounts.ts'
import { toDecimal } from '#src/features/spend/decimals.ts'
import type { Result } from '../../backtests/schema.ts'

/** Loaded apart from the page: the library is larger than everything else on it. */
export default function SpendCurve({ result: { currency, curve } }: { result: Result }) {
  const { locale } = useFormats()
  const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 })
  return (
    <figure aria-label={`Spent by day in ${currency}`} style={{ margin: 0 }}>
      <AreaChart
        h={220}
        my="sm"
        data={curve.map(({ day, spent }) => ({
          day: formatDay(`${day}T00:00:00Z`, { locale, timeZone: 'UTC' }),
          spent,
        }))}
        dataKey="day"
        series={[{ name: 'spent', label: 'Spent', color: 'blue.6' }]}
        curveType="stepAfter"
        valueFormatter={(value) => formatMoney(locale, value, currency)}
        yAxisProps={{
          width: 64,
          tickFormatter: (value: number) => short.format(Number(toDecimal(value, currency))),
        }}
        areaProps={{ isAnimationActive: false }}
      />
    </figure>
  )
}
