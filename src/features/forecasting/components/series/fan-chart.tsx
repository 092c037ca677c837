'use client'

import '@mantine/charts/styles.css'
import { CompositeChart } from '@mantine/charts'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatValue } from '../numbers.ts'
import type { FanPoint } from './fan-points.ts'

/** Loaded apart from the page: the library is larger than everything else on it. */
export default function FanChart({ label, points }: { label: string; points: FanPoint[] }) {
  const { locale } = useFormats()
  const shown = (value: unknown) =>
    Array.isArray(value)
      ? value.map((limit) => formatValue(locale, limit)).join(' – ')
      : formatValue(locale, Number(value))
  return (
    <figure aria-label={label} style={{ margin: 0 }}>
      <CompositeChart
        h={320}
        data={points}
        dataKey="period"
        curveType="linear"
        withDots={false}
        withLegend
        connectNulls={false}
        series={[
          { name: 'range_95', label: '95 % range', color: 'petrol.3', type: 'area' },
          { name: 'range_80', label: '80 % range', color: 'petrol.4', type: 'area' },
          { name: 'known', label: 'History', color: 'gray.6', type: 'line' },
          { name: 'expected', label: 'Expected', color: 'petrol.5', type: 'line' },
          { name: 'actual', label: 'Actual', color: 'orange.7', type: 'line' },
        ]}
        valueFormatter={shown}
        areaProps={{ isAnimationActive: false, strokeWidth: 0, fillOpacity: 0.35 }}
        lineProps={{ isAnimationActive: false }}
        yAxisProps={{ width: 64 }}
        xAxisProps={{ minTickGap: 32 }}
      />
    </figure>
  )
}
