'use client'

import { Select } from '@mantine/core'
import type { DatasetDescription } from '../../rows/description.ts'
import type { ListState } from '../state/list-state.ts'
import { useListState } from '../state/use-list-state.ts'

interface Props {
  dataset: DatasetDescription
  state: ListState
}

/** Cards have no headings to sort by. */
export function SortSelect({ dataset, state }: Props) {
  const { show } = useListState(dataset.key)
  const sort = (state.sort.length > 0 ? state.sort : dataset.default_sort)[0]
  const choices = dataset.columns
    .filter(({ masked, type }) => !masked && type !== 'json')
    .flatMap(({ key, label }) => [
      { value: `${key}:asc`, label: `${label}, ascending` },
      { value: `${key}:desc`, label: `${label}, descending` },
    ])
  return (
    <Select
      size="xs"
      hiddenFrom="sm"
      flex="1 1 10rem"
      aria-label="Sort by"
      allowDeselect={false}
      data={choices}
      value={sort ? `${sort.column}:${sort.direction}` : null}
      onChange={(value) => {
        const [column = '', direction] = (value ?? '').split(':')
        show({
          ...state,
          sort: [{ column, direction: direction === 'desc' ? 'desc' : 'asc' }],
          cursor: undefined,
        })
      }}
    />
  )
}
