'use client'

import '@mantine/charts/styles.css'
import { AreaChart } from '@mantine/charts'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatDay } from '#src/components/format/instants.ts'
import { toDecimal } from '../../decimals.ts'
import type { SpendingResource } from '../../limits/schema.ts'
import { formatMoney } from '../amounts.ts'

/** Loaded apart from the page: the library is larger than everything else on it. */
export default function Curve({ spending: { currency, days, cap } }: { spending: SpendingResource }) {
  const { locale } = useFormats()
  const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 })
  const top = Math.max(cap ?? 0, days.at(-1)?.committed ?? 0)
  return (
    <figure aria-label={`Committed by day in ${currency}`} style={{ margin: 0 }}>
      <AreaChart
        h={220}
        my="sm"
        data={days.map(({ day, committed }) => ({
          day: formatDay(`${day}T00:00:00Z`, { locale, timeZone: 'UTC' }),
          committed,
        }))}
        dataKey="day"
        series={[{ name: 'committed', label: 'Committed', color: 'blue.6' }]}
        curveType="stepAfter"
        valueFormatter={(value) => formatMoney(locale, value, currency)}
        yAxisProps={{
          width: 64,
          domain: [0, top],
          tickFormatter: (value: number) => short.format(Number(toDecimal(value, currency))),
        }}
        areaProps={{ isAnimationActive: false }}
        {...(cap === null
          ? {}
          : {
              referenceLines: [
                { y: cap, label: 'Cap', labelPosition: 'insideTopRight' as const, color: 'red.6' },
              ],
            })}
      />
    </figure>
  )
}
