'use client'

import { ActionIcon, Button, Group, Select, Stack } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { type DraftColumn, type DraftSort, type FieldErrors, isSortable } from './draft/draft.ts'

interface Props {
  columns: DraftColumn[]
  sort: DraftSort[]
  errors: FieldErrors
  onChange: (sort: DraftSort[]) => void
}

const maxSortKeys = 8

/** The sort of the rows. Ties always have one order, so two exports of the same data are the same. */
export function SortFields({ columns, sort, errors, onChange }: Props) {
  const sortable = columns.filter(isSortable)
  const unused = sortable.filter(({ key }) => !sort.some(({ column }) => column === key))
  return (
    <Stack gap="xs">
      {sort.map(({ column, direction }, index) => (
        <Group key={column} gap="xs" wrap="nowrap" align="flex-start">
          <Select
            flex={1}
            searchable
            allowDeselect={false}
            aria-label={index === 0 ? 'Sort by' : `Then by, ${index + 1}`}
            data={[...sortable.filter(({ key }) => key === column), ...unused].map(({ key, label }) => ({
              value: key,
              label,
            }))}
            value={column}
            error={errors[`sort.${index}`]}
            onChange={(key) => key && onChange(sort.with(index, { column: key, direction }))}
          />
          <Select
            w={132}
            allowDeselect={false}
            aria-label={`Direction ${index + 1}`}
            data={[
              { value: 'asc', label: 'Ascending' },
              { value: 'desc', label: 'Descending' },
            ]}
            value={direction}
            onChange={(value) =>
              onChange(sort.with(index, { column, direction: value === 'desc' ? 'desc' : 'asc' }))
            }
          />
          {sort.length > 1 ? (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              onClick={() => onChange(sort.toSpliced(index, 1))}
              aria-label={`Remove sort by ${columns.find(({ key }) => key === column)?.label ?? column}`}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          ) : null}
        </Group>
      ))}
      {sort.length < maxSortKeys && unused[0] ? (
        <Button
          variant="subtle"
          size="compact-sm"
          style={{ alignSelf: 'flex-start' }}
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => onChange([...sort, { column: unused[0]!.key, direction: 'asc' }])}
        >
          Then by
        </Button>
      ) : null}
    </Stack>
  )
}
