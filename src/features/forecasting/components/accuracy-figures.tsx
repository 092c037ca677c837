'use client'

import { Paper, SimpleGrid, Text } from '@mantine/core'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatShare } from '#src/components/format/quantities.ts'
import type { AccuracyResource } from '../record/schema.ts'
import { formatPercent, formatValue } from './numbers.ts'

interface Props {
  accuracy: AccuracyResource
  /** Of all periods of the forecast, how many there are. */
  horizon: number
  /** The error of the back-test beside it, where one series is shown. */
  backtest?: number | null
}

/** How far off a forecast was, by the periods that have ended. */
export function AccuracyFigures({ accuracy, horizon, backtest }: Props) {
  const { locale } = useFormats()
  const { periods, smape, mase, bias, coverage_95 } = accuracy
  const tested = backtest == null ? '' : `; ${formatPercent(locale, backtest)} in the back-test`
  const known = (value: number | null, format: (locale: string, value: number) => string) =>
    value === null ? '–' : format(locale, value)
  const figures = [
    ['Error (sMAPE)', known(smape, formatPercent), `over ${periods} of ${horizon} periods${tested}`],
    ['Against last season’s values', known(mase, formatValue), 'MASE: below 1 is better than repeating them'],
    ['Bias', known(bias, formatShare), 'above 0 promised too much'],
    ['Within the 95 % range', known(coverage_95, formatShare), 'should be near 95 %'],
  ] as const
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} spacing="md">
      {figures.map(([label, value, note]) => (
        <Paper key={label} p="md">
          <Text size="sm" c="dimmed">
            {label}
          </Text>
          <Text fz={24} fw={620} lh={1.3} suppressHydrationWarning>
            {value}
          </Text>
          <Text size="xs" c="dimmed" suppressHydrationWarning>
            {note}
          </Text>
        </Paper>
      ))}
    </SimpleGrid>
  )
}
