'use client'

import { Stack, Table, Text } from '@mantine/core'
import { Card } from '#src/components/card.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatCount, formatShare } from '#src/components/format/quantities.ts'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { CalibrationBin, Standing } from '../../record/schema.ts'
import { Calibration } from './lazy-calibration.tsx'

/** Whether as many lines came late as was said. */
export function CalibrationCard({ calibration }: { calibration: Standing['calibration'] }) {
  const { locale } = useFormats()
  const { source, lines, error, bins } = calibration
  if (source === 'none')
    return (
      <Card title="Predicted and actual">
        <Text size="sm">
          Nothing to compare yet. Once 30 predicted lines have come, or are overdue, this shows whether as
          many were late as was said.
        </Text>
      </Card>
    )
  const about =
    source === 'outcomes'
      ? `What became of ${formatCount(locale, lines)} predicted lines`
      : `${formatCount(locale, lines)} lines that the model had not seen when it was judged`
  return (
    <Card title="Predicted and actual">
      <Stack gap="md">
        <Text size="sm" suppressHydrationWarning>
          {`${about}, in groups by the risk that was said. On average a group is ${formatShare(locale, error ?? 0)} off.`}
        </Text>
        <Calibration bins={bins} />
        <BinsTable bins={bins} />
      </Stack>
    </Card>
  )
}

export function BinsTable({ bins }: { bins: CalibrationBin[] }) {
  const { locale } = useFormats()
  return (
    <WideTable
      label="Predicted and actual lateness, by group"
      width="20rem"
      head={
        <Table.Tr>
          <Table.Th>Group</Table.Th>
          <Table.Th ta="right">Lines</Table.Th>
          <Table.Th ta="right">Said late</Table.Th>
          <Table.Th ta="right">Came late</Table.Th>
        </Table.Tr>
      }
    >
      {bins.map(({ count, said, came }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a group is its place
        <Table.Tr key={index}>
          <Table.Td>{index + 1}</Table.Td>
          <Table.Td ta="right" suppressHydrationWarning>
            {formatCount(locale, count)}
          </Table.Td>
          <Table.Td ta="right" suppressHydrationWarning>
            {formatShare(locale, said)}
          </Table.Td>
          <Table.Td ta="right" suppressHydrationWarning>
            {formatShare(locale, came)}
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  )
}
