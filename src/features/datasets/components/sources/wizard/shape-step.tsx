'use client'

import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { Card } from '#src/components/card.tsx'
import type { Source } from '#src/features/sources/record/schema.ts'
import type { RelationDetails } from '../../../custom/record/schema.ts'
import { type ChosenColumn, type ColumnChoice, chosenOf, othersOf } from '../column-choice.ts'
import { ColumnsTable } from '../columns-table.tsx'
import { DraftPreview } from '../draft-preview.tsx'
import { FixedFilters } from '../fixed-filters.tsx'

/** What of a table a dataset is to have. */
export interface Shape {
  columns: ChosenColumn[]
  fixed_filters: Record<string, unknown>
}

interface Props {
  source: Source
  details: RelationDetails
  onBack: () => void
  onShaped: (shape: Shape) => void
}

export function ShapeStep({ source, details, onBack, onShaped }: Props) {
  const { relation, suggestion, columns: all } = details
  const [columns, setColumns] = useState((): ColumnChoice[] => [
    ...suggestion.columns.map((column) => ({ ...column, isIn: true })),
    ...othersOf(details, suggestion.columns),
  ])
  const [fixed, setFixed] = useState<Record<string, unknown>>({})
  const chosen = chosenOf(columns)
  const left = all.filter(({ not_offered }) => not_offered)
  return (
    <Stack gap="md">
      <Card title={`Columns of ${relation.schema}.${relation.name}`}>
        <Stack gap="sm">
          <ColumnsTable columns={columns} onChange={setColumns} />
          {left.length > 0 ? (
            <Text size="sm" c="dimmed">
              Left out: {left.map(({ name, not_offered }) => `${name} (${not_offered})`).join(', ')}.
            </Text>
          ) : null}
          {relation.key.length === 0 ? (
            <Text size="sm" c="dimmed">
              Nothing identifies a row here, so equal rows cannot be told apart.
            </Text>
          ) : null}
          <Group gap="xs">
            <Button
              onClick={() => onShaped({ columns: chosen, fixed_filters: fixed })}
              disabled={chosen.length === 0}
            >
              Next
            </Button>
            <Button variant="default" onClick={onBack}>
              Back
            </Button>
          </Group>
        </Stack>
      </Card>
      <FixedFilters schema={details.fixed_filters} filters={fixed} onChange={setFixed} />
      <DraftPreview sourceId={source.id} relation={relation} columns={chosen} filters={fixed} />
    </Stack>
  )
}
