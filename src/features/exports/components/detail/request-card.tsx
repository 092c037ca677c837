'use client'

import { DataList } from '@mantine/core'
import { Card } from '#src/components/card.tsx'
import type { ExportResource } from '../../schema.ts'
import { Fact } from './contents-card.tsx'

interface Props {
  resource: ExportResource
  filterTitles: Record<string, string>
}

/** What was asked for, while there is no manifest that says what came of it. */
export function RequestCard({ resource, filterTitles }: Props) {
  const { filters, columns, sort, time_zone } = resource
  const names = columns?.map((column) => (typeof column === 'string' ? column : column.label))
  return (
    <Card title="What was asked for">
      <DataList labelWidth="7.5rem" gap="xs">
        <Fact label="Filters">
          {Object.keys(filters).length === 0
            ? 'None: every row'
            : Object.entries(filters)
                .map(([key, value]) => `${filterTitles[key] ?? key}: ${[value].flat().join(', ')}`)
                .join('; ')}
        </Fact>
        <Fact label="Columns">{names ? names.join(', ') : 'Every column its creator may see'}</Fact>
        <Fact label="Order">
          {sort
            .map(({ column, direction }) => `${column}, ${direction === 'asc' ? 'rising' : 'falling'}`)
            .join('; then ')}
        </Fact>
        <Fact label="Time zone">{time_zone}</Fact>
      </DataList>
    </Card>
  )
}
