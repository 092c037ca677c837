'use client'

import { SimpleGrid, Stack, Text } from '@mantine/core'
import { Card } from '#src/components/card.tsx'
import { Count } from '#src/components/format/quantity.tsx'
import type { ImportCounts, ImportResource } from '../../schema.ts'

interface Props {
  content: ImportResource['content']
  counts: ImportCounts
  isDone: boolean
}

const plurals: Record<Props['content'], string> = { items: 'Items', suppliers: 'Suppliers', prices: 'Prices' }

/** What the file changes, or changed. */
export function CountsCard({ content, counts, isDone }: Props) {
  const things = plurals[content]
  const figures = [
    { label: 'Rows', value: counts.rows },
    { label: isDone ? `${things} added` : `${things} to add`, value: counts.created },
    { label: isDone ? 'Rows changed' : 'Rows that change something', value: counts.changed },
    { label: 'Rows without a change', value: counts.unchanged },
    ...(content === 'items'
      ? [{ label: isDone ? 'Movements posted' : 'Movements to post', value: counts.movements }]
      : []),
    { label: 'Rows with errors', value: counts.error_rows },
  ]
  return (
    <Card title={isDone ? 'What it changed' : 'What it would change'}>
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} component="dl" m={0}>
        {figures.map(({ label, value }) => (
          <Stack key={label} gap={2}>
            <Text component="dt" size="sm" c="dimmed">
              {label}
            </Text>
            <Text component="dd" m={0} fz="xl" fw={620}>
              <Count value={value} />
            </Text>
          </Stack>
        ))}
      </SimpleGrid>
    </Card>
  )
}
