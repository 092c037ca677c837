'use client'

import { ActionIcon, Button, Group, NativeSelect, Stack } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import type { CustomDataset } from '../../../custom/record/schema.ts'
import { type ChosenColumn, isSortable } from '../column-choice.ts'

type Sort = CustomDataset['default_sort']

interface Props {
  columns: ChosenColumn[]
  sort: Sort
  onChange: (sort: Sort) => void
}

const most = 8

/** The order that rows have unless somebody asks for another one. */
export function SortEditor({ columns, sort, onChange }: Props) {
  const sortable = columns.filter(isSortable)
  const free = sortable.filter(({ key }) => !sort.some(({ column }) => column === key))
  const change = (index: number, changes: Partial<Sort[number]>) =>
    onChange(sort.map((one, at) => (at === index ? { ...one, ...changes } : one)))
  return (
    <Stack gap="xs">
      {sort.map(({ column, direction }, index) => {
        const by = index === 0 ? 'Sort by' : 'Then by'
        return (
          <Group key={column} gap="xs" align="end">
            <NativeSelect
              label={by}
              value={column}
              onChange={(event) => change(index, { column: event.currentTarget.value })}
              data={sortable
                .filter(({ key }) => key === column || free.some((one) => one.key === key))
                .map(({ key, label }) => ({ value: key, label }))}
            />
            <NativeSelect
              aria-label={`Direction of ${by.toLowerCase()} ${index + 1}`}
              value={direction}
              onChange={(event) => change(index, { direction: event.currentTarget.value as 'asc' | 'desc' })}
              data={[
                { value: 'asc', label: 'Ascending' },
                { value: 'desc', label: 'Descending' },
              ]}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={`Remove ${by.toLowerCase()} ${index + 1}`}
              onClick={() => onChange(sort.toSpliced(index, 1))}
            >
              <IconTrash size={17} aria-hidden />
            </ActionIcon>
          </Group>
        )
      })}
      {free[0] && sort.length < most ? (
        <Group>
          <Button
            size="xs"
            variant="default"
            onClick={() => onChange([...sort, { column: free[0]!.key, direction: 'asc' }])}
          >
            {sort.length === 0 ? 'Sort by a column' : 'Then by another column'}
          </Button>
        </Group>
      ) : null}
    </Stack>
  )
}
