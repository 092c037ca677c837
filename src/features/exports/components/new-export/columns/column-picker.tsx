'use client'

import { Button, CloseButton, Group, SimpleGrid, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import type { DraftColumn } from '../draft/draft.ts'
import { ColumnList } from './column-list.tsx'

interface Props {
  columns: DraftColumn[]
  error: string | undefined
  onChange: (columns: DraftColumn[]) => void
}

/** Which columns, in which order, under which names: what is in the file on the left, what is not on the right. */
export function ColumnPicker({ columns, error, onChange }: Props) {
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const isShown = ({ key, label, name }: DraftColumn) =>
    `${key} ${label} ${name}`.toLowerCase().includes(wanted)
  const included = columns.filter(({ isIncluded }) => isIncluded)
  const others = columns.filter(({ isIncluded }) => !isIncluded).sort((a, b) => a.position - b.position)

  const change = (column: DraftColumn) =>
    onChange(columns.map((before) => (before.key === column.key ? column : before)))

  /** What joins the file comes last in it. */
  function include(chosen: DraftColumn[]) {
    const keys = new Set(chosen.map(({ key }) => key))
    onChange([
      ...included,
      ...chosen.map((column) => ({ ...column, isIncluded: true })),
      ...others.filter(({ key }) => !keys.has(key)),
    ])
  }

  function exclude(chosen: DraftColumn[]) {
    const keys = new Set(chosen.map(({ key }) => key))
    onChange(columns.map((column) => (keys.has(column.key) ? { ...column, isIncluded: false } : column)))
  }

  function move(key: string, to: number) {
    const moved = included.find((column) => column.key === key)
    if (!moved || to < 0 || to >= included.length) return
    const rest = included.filter((column) => column !== moved)
    onChange([...rest.toSpliced(to, 0, moved), ...others])
  }

  return (
    <div>
      <Group gap="xs" mb="xs">
        <TextInput
          size="xs"
          flex="1 1 12rem"
          maw={280}
          aria-label="Search columns"
          placeholder="Search columns"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          leftSection={<IconSearch size={15} aria-hidden />}
          rightSection={
            search ? (
              <CloseButton size="sm" aria-label="Clear the search" onClick={() => setSearch('')} />
            ) : null
          }
        />
        <Text size="sm" c="dimmed" ml="auto" role="status">
          {included.length} of {columns.length}
        </Text>
        <Button variant="default" size="xs" onClick={() => include(others.filter(isShown))}>
          All
        </Button>
        <Button variant="default" size="xs" onClick={() => exclude(included.filter(isShown))}>
          None
        </Button>
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" verticalSpacing="sm">
        <ColumnList
          title="In the file"
          empty={wanted ? 'No column in the file matches.' : 'No columns yet. Add one from the other list.'}
          columns={included.filter(isShown)}
          positions={included}
          toggleLabel="Leave out"
          onToggle={(column) => exclude([column])}
          onChange={change}
          onMove={move}
        />
        <ColumnList
          title="Left out"
          empty={wanted ? 'No column left out matches.' : 'Every column is in the file.'}
          columns={others.filter(isShown)}
          toggleLabel="Add"
          onToggle={(column) => include([column])}
        />
      </SimpleGrid>
      {error ? (
        <Text size="xs" c="var(--mantine-color-error)" mt={4} role="alert">
          {error}
        </Text>
      ) : null}
    </div>
  )
}
