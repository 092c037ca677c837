'use client'

import { Button, Group, Menu, Stack, Text } from '@mantine/core'
import { IconFilterPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { FilterChip } from '../filters/filter-chip.tsx'
import { filterFields } from '../filters/filter-fields.ts'
import { changedFilters } from '../state/list-state.ts'

/** Values of a dataset that is not there yet cannot be suggested. */
const vocabulary = { key: '', suggested: [] }

interface Props {
  /** A JSON Schema of what may be fixed. */
  schema: Record<string, unknown>
  filters: Record<string, unknown>
  onChange: (filters: Record<string, unknown>) => void
}

/** Which rows of the table the dataset has at all. */
export function FixedFilters({ schema, filters, onChange }: Props) {
  const [added, setAdded] = useState<string[]>([])
  const fields = filterFields(schema)
  const isShown = ({ keys }: (typeof fields)[number]) =>
    keys.some((key) => filters[key] !== undefined) || added.includes(keys[0])
  const others = fields.filter((field) => !isShown(field))
  return (
    <Card title="Rows">
      <Stack gap="sm">
        <Group gap="xs">
          {fields.filter(isShown).map((field) => (
            <FilterChip
              key={field.keys[0]}
              dataset={vocabulary}
              field={field}
              filters={filters}
              startsOpen={added.at(-1) === field.keys[0]}
              onApply={(changes) => onChange(changedFilters(filters, changes))}
            />
          ))}
          {others.length > 0 ? (
            <Menu position="bottom-start">
              <Menu.Target>
                <Button variant="default" size="xs" leftSection={<IconFilterPlus size={15} aria-hidden />}>
                  Only some rows
                </Button>
              </Menu.Target>
              <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
                {others.map(({ keys, label }) => (
                  <Menu.Item key={keys[0]} onClick={() => setAdded((before) => [...before, keys[0]])}>
                    {label}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          ) : null}
        </Group>
        <Text size="sm" c="dimmed">
          {Object.keys(filters).length === 0
            ? 'All rows of the table.'
            : 'Readers only ever get these rows, and files say so.'}
        </Text>
      </Stack>
    </Card>
  )
}
