'use client'

import { Anchor, SegmentedControl, Table, Text } from '@mantine/core'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { Card } from '#src/components/card.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatCount, formatShare } from '#src/components/format/quantities.ts'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { QueryFigures } from '../../record/schema.ts'
import { formatDuration } from '../labels.ts'

interface Props {
  queries: QueryFigures[]
  by: string
}

const orders = [
  { value: 'time', label: 'Time' },
  { value: 'calls', label: 'Calls' },
  { value: 'mean', label: 'Time per call' },
]

/** What the database spent its time on in the last day. */
export function QueryTable({ queries, by }: Props) {
  const { locale } = useFormats()
  const router = useRouter()
  return (
    <Card
      title="Statements of the last 24 hours"
      aside={
        <SegmentedControl
          aria-label="Order of statements"
          size="xs"
          data={orders}
          value={by}
          onChange={(value) => router.push(`/insights/database${value === 'time' ? '' : `?by=${value}`}`)}
        />
      }
    >
      {queries.length === 0 ? (
        <Text size="sm" c="dimmed">
          No statements yet. They are read every five minutes.
        </Text>
      ) : (
        <WideTable
          label="Statements"
          width="46rem"
          head={
            <Table.Tr>
              <Table.Th>Statement</Table.Th>
              <Table.Th ta="right">Share</Table.Th>
              <Table.Th ta="right">Time</Table.Th>
              <Table.Th ta="right">Calls</Table.Th>
              <Table.Th ta="right">Time per call</Table.Th>
              <Table.Th ta="right">In memory</Table.Th>
            </Table.Tr>
          }
        >
          {queries.map((one) => (
            <Table.Tr key={one.fingerprint}>
              <Table.Td maw="24rem">
                <Anchor
                  component={Link}
                  href={`/insights/database/${one.fingerprint}`}
                  size="sm"
                  ff="monospace"
                  lineClamp={2}
                >
                  {one.query.replace(/\s+/g, ' ').slice(0, 240)}
                </Anchor>
              </Table.Td>
              <Table.Td ta="right">{formatShare(locale, one.time_share)}</Table.Td>
              <Table.Td ta="right">{formatDuration(locale, one.total_ms)}</Table.Td>
              <Table.Td ta="right">{formatCount(locale, one.calls)}</Table.Td>
              <Table.Td ta="right">{formatDuration(locale, one.mean_ms)}</Table.Td>
              <Table.Td ta="right">
                {one.cache_share === null ? '–' : formatShare(locale, one.cache_share)}
              </Table.Td>
            </Table.Tr>
          ))}
        </WideTable>
      )}
    </Card>
  )
}
