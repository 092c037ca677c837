'use client'

import '@mantine/charts/styles.css'
import { LineChart } from '@mantine/charts'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatInstant } from '#src/components/format/instants.ts'

export interface TimeChartProps {
  label: string
  series: { name: string; label: string; color: string }[]
  points: ({ at: string } & Record<string, string | number>)[]
}

/** Loaded apart from the page: the library is larger than everything else on it. */
export default function TimeLines({ label, series, points }: TimeChartProps) {
  const formats = useFormats()
  const whole = new Intl.NumberFormat(formats.locale, { maximumFractionDigits: 2 })
  return (
    <figure aria-label={label} style={{ margin: 0 }}>
      <LineChart
        h={220}
        data={points.map((point) => ({ ...point, at: formatInstant(point.at, formats) }))}
        dataKey="at"
        series={series}
        withLegend
        withDots={points.length < 30}
        curveType="linear"
        valueFormatter={(value) => whole.format(value)}
        yAxisProps={{ width: 56 }}
        xAxisProps={{ minTickGap: 48 }}
        lineProps={{ isAnimationActive: false }}
      />
    </figure>
  )
}
