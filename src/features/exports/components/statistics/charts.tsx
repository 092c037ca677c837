'use client'

import '@mantine/charts/styles.css'
import { BarChart } from '@mantine/charts'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatBytes, formatCount, formatMilliseconds } from '#src/components/format/quantities.ts'

export interface BarsProps {
  label: string
  data: Record<string, string | number | null>[]
  dataKey: string
  series: { name: string; label: string; color: string }[]
  unit: 'count' | 'bytes' | 'milliseconds'
  isStacked?: boolean
  isHorizontal?: boolean
}

/** Loaded apart from the page: the library is larger than everything else on it. */
export default function Bars({ label, data, dataKey, series, unit, isStacked, isHorizontal }: BarsProps) {
  const { locale } = useFormats()
  const format = {
    count: (value: number) => formatCount(locale, value),
    bytes: (value: number) => formatBytes(locale, value),
    milliseconds: (value: number) => formatMilliseconds(locale, value),
  }[unit]
  return (
    <figure aria-label={label} style={{ margin: 0 }}>
      <BarChart
        h={isHorizontal ? Math.max(180, 60 + data.length * 18 * series.length) : 220}
        mt="sm"
        data={data}
        dataKey={dataKey}
        series={series}
        type={isStacked ? 'stacked' : 'default'}
        orientation={isHorizontal ? 'vertical' : 'horizontal'}
        withLegend={series.length > 1}
        valueFormatter={format}
        yAxisProps={isHorizontal ? { width: 110, interval: 0 } : { width: 58, allowDecimals: false }}
        xAxisProps={isHorizontal ? { allowDecimals: false } : { minTickGap: 24 }}
        barProps={{ isAnimationActive: false }}
      />
    </figure>
  )
}
