'use client'

import { DataList } from '@mantine/core'
import { Card } from '#src/components/card.tsx'
import type { ExportResource } from '../../record/schema.ts'
import { inWords } from '../new-export/run-options/reuse-field.tsx'
import { Fact } from './contents-card.tsx'

/** What the dataset calls its filters and columns, by key. */
export interface FieldNames {
  filters: Record<string, string>
  columns: Record<string, string>
}

interface Props {
  resource: ExportResource
  names: FieldNames
}

/** The request, until there is a manifest that says what came of it. */
export function RequestCard({ resource, names }: Props) {
  const { filters, columns, sort, time_zone } = resource
  const { reuse_minutes: reuse } = resource.options
  const nameOf = (key: string) => names.columns[key] ?? key
  const chosen = columns?.map((column) => (typeof column === 'string' ? nameOf(column) : column.label))
  return (
    <Card title="Request details">
      <DataList labelWidth="7.5rem" gap="xs">
        <Fact label="Filters">
          {Object.keys(filters).length === 0
            ? 'None (all rows)'
            : Object.entries(filters)
                .map(([key, value]) => `${names.filters[key] ?? key}: ${[value].flat().join(', ')}`)
                .join('; ')}
        </Fact>
        <Fact label="Columns">{chosen ? chosen.join(', ') : 'Every column its creator can see'}</Fact>
        <Fact label="Sort">
          {sort
            .map(
              ({ column, direction }) =>
                `${nameOf(column)}, ${direction === 'asc' ? 'ascending' : 'descending'}`,
            )
            .join('; then ')}
        </Fact>
        <Fact label="Time zone">{time_zone}</Fact>
        {typeof reuse === 'number' ? (
          <Fact label="Reuse rows">If read in the last {inWords(reuse)}</Fact>
        ) : null}
      </DataList>
    </Card>
  )
}
