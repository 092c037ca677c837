'use client'

import { Button, CloseButton, Group, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { ColumnLine } from './column-line.tsx'
import classes from './column-picker.module.css'
import type { DraftColumn } from './draft/draft.ts'

interface Props {
  columns: DraftColumn[]
  error: string | undefined
  onChange: (columns: DraftColumn[]) => void
}

/** Which columns, in which order, under which names. */
export function ColumnPicker({ columns, error, onChange }: Props) {
  const [search, setSearch] = useState('')
  const [dragged, setDragged] = useState<string>()
  const wanted = search.trim().toLowerCase()
  const shown = columns.filter(({ key, label, name }) =>
    `${key} ${label} ${name}`.toLowerCase().includes(wanted),
  )
  const included = columns.filter(({ isIncluded }) => isIncluded).length
  const setAll = (isIncluded: boolean) =>
    onChange(columns.map((column) => (shown.includes(column) ? { ...column, isIncluded } : column)))

  function move(key: string, to: number) {
    const from = columns.findIndex((column) => column.key === key)
    if (from === -1 || to < 0 || to >= columns.length) return
    const next = columns.filter((column) => column.key !== key)
    onChange(next.toSpliced(to, 0, columns[from]!))
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
          {included} of {columns.length}
        </Text>
        <Button variant="default" size="xs" onClick={() => setAll(true)}>
          All
        </Button>
        <Button variant="default" size="xs" onClick={() => setAll(false)}>
          None
        </Button>
      </Group>
      <ul className={classes.list} aria-label="Columns, in the order of the file">
        {shown.map((column) => {
          const index = columns.indexOf(column)
          return (
            <ColumnLine
              key={column.key}
              column={column}
              isFirst={index === 0}
              isLast={index === columns.length - 1}
              isDragged={dragged === column.key}
              onChange={(changed) => onChange(columns.with(index, changed))}
              onMove={(steps) => move(column.key, index + steps)}
              onDragStart={() => setDragged(column.key)}
              onDragOver={() => dragged && dragged !== column.key && move(dragged, index)}
              onDragEnd={() => setDragged(undefined)}
            />
          )
        })}
        {shown.length === 0 ? (
          <li>
            <Text size="sm" c="dimmed" p="sm">
              No column is called that.
            </Text>
          </li>
        ) : null}
      </ul>
      {error ? (
        <Text size="xs" c="var(--mantine-color-error)" mt={4} role="alert">
          {error}
        </Text>
      ) : null}
    </div>
  )
}
