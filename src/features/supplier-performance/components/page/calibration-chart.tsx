'use client'

import '@mantine/charts/styles.css'
import { BarChart } from '@mantine/charts'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatShare } from '#src/components/format/quantities.ts'
import type { CalibrationBin } from '../../record/schema.ts'

/** Loaded apart from the page: the library is larger than everything else on it. */
export default function CalibrationChart({ bins }: { bins: CalibrationBin[] }) {
  const { locale } = useFormats()
  return (
    <figure aria-label="Predicted and actual shares of late lines" style={{ margin: 0 }}>
      <BarChart
        h={260}
        data={bins.map(({ said, came }, index) => ({ group: String(index + 1), said, came }))}
        dataKey="group"
        withLegend
        series={[
          { name: 'said', label: 'Said', color: 'gray.6' },
          { name: 'came', label: 'Came late', color: 'petrol.5' },
        ]}
        valueFormatter={(value) => formatShare(locale, value)}
        yAxisProps={{ width: 56, domain: [0, 1] }}
        barProps={{ isAnimationActive: false }}
        xAxisLabel="Groups of lines, by predicted risk"
      />
    </figure>
  )
}
