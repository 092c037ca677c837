'use client'

import { Button, Checkbox, Group, NativeSelect, Stack, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { Source } from '#src/features/sources/record/schema.ts'
import type { RelationDetails } from '../../../custom/record/schema.ts'
import type { ChosenColumn } from './chosen-column.ts'
import { DraftPreview } from './draft-preview.tsx'

const audiences: Record<ChosenColumn['shown'], string> = {
  everyone: 'Everyone who may read it',
  masked: 'Admins in full, others the last four characters',
  admins: 'Admins only',
}

interface Props {
  source: Source
  details: RelationDetails
  onBack: () => void
  onShaped: (columns: ChosenColumn[]) => void
}

export function ShapeStep({ source, details, onBack, onShaped }: Props) {
  const { relation, suggestion, columns: all } = details
  const [columns, setColumns] = useState(() =>
    suggestion.columns.map((column) => ({ ...column, isIn: true })),
  )
  const change = (name: string, changes: Partial<(typeof columns)[number]>) =>
    setColumns((before) => before.map((one) => (one.name === name ? { ...one, ...changes } : one)))
  const chosen = columns.filter(({ isIn }) => isIn).map(({ isIn: _, ...column }) => column)
  const left = all.filter(({ not_offered }) => not_offered)
  return (
    <Stack gap="md">
      <Card title={`Columns of ${relation.schema}.${relation.name}`}>
        <Stack gap="sm">
          <WideTable
            label="Columns"
            width="40rem"
            head={
              <Table.Tr>
                <Table.Th>Column</Table.Th>
                <Table.Th>Type</Table.Th>
                <Table.Th>Who sees it</Table.Th>
              </Table.Tr>
            }
          >
            {columns.map(({ name, label, source_type, shown, isIn }) => (
              <Table.Tr key={name}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  <Checkbox
                    label={label}
                    description={name === label ? undefined : name}
                    checked={isIn}
                    onChange={(event) => change(name, { isIn: event.currentTarget.checked })}
                  />
                </Table.Td>
                <Table.Td>
                  <Text size="sm">{source_type}</Text>
                </Table.Td>
                <Table.Td>
                  <NativeSelect
                    aria-label={`Who sees ${label}`}
                    size="xs"
                    disabled={!isIn}
                    value={shown}
                    onChange={(event) =>
                      change(name, { shown: event.currentTarget.value as ChosenColumn['shown'] })
                    }
                    data={Object.entries(audiences).map(([value, text]) => ({ value, label: text }))}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </WideTable>
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
            <Button onClick={() => onShaped(chosen)} disabled={chosen.length === 0}>
              Next
            </Button>
            <Button variant="default" onClick={onBack}>
              Back
            </Button>
          </Group>
        </Stack>
      </Card>
      <DraftPreview sourceId={source.id} relation={relation} columns={chosen} />
    </Stack>
  )
}
