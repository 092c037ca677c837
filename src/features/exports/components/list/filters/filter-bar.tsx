'use client'

import { Button, CloseButton, Group, Loader, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import {
  isFiltered,
  type ListQuery,
  listHref,
  withFilter,
  withoutFilters,
} from '../../../record/list-params.ts'
import { listStatuses } from '../../../record/statuses.ts'
import { inWords } from '../../export-state.ts'
import type { Labels } from '../../labels.ts'
import { rememberList } from '../../list-address.ts'
import { useListQuery } from '../use-list-query.ts'
import { DateFilter } from './date-filter.tsx'
import { FilterMenu } from './filter-menu.tsx'

const statusLabels: Record<string, string> = {
  unfinished: 'Running or queued',
  pending: 'Queued',
  processing: 'Running',
}

interface Props {
  query: ListQuery
  labels: Labels
  /** The menu of saved views. */
  views: ReactNode
}

export function FilterBar({ query, labels, views }: Props) {
  const { show, isLoading } = useListQuery(query)
  const [search, setSearch] = useState(query.search ?? '')
  const [applied, setApplied] = useState(query.search)
  // Back and forward change the filter without this field: it follows.
  if (applied !== query.search) {
    setApplied(query.search)
    if (search.trim() !== (query.search ?? '')) setSearch(query.search ?? '')
  }
  const href = listHref(query)
  useEffect(() => rememberList(href), [href])
  const filter = (changes: Partial<ListQuery>) => show(withFilter(query, changes))
  const filterSoon = useDebouncedCallback((text: string) => filter({ search: text.trim() || undefined }), 350)

  function type(text: string) {
    setSearch(text)
    filterSoon(text)
  }

  return (
    <Group gap="xs" mb="sm" role="search" aria-label="Exports" data-no-print>
      <TextInput
        size="xs"
        w={{ base: '100%', xs: 240 }}
        aria-label="Search by name"
        placeholder="Search by name"
        maxLength={200}
        value={search}
        onChange={(event) => type(event.currentTarget.value)}
        // Whoever clicks a link right after typing must not be taken back by the filter.
        onBlur={() => filterSoon.flush()}
        leftSection={isLoading ? <Loader size={13} aria-hidden /> : <IconSearch size={15} aria-hidden />}
        rightSection={
          search ? <CloseButton size="sm" aria-label="Clear the search" onClick={() => type('')} /> : null
        }
      />
      <FilterMenu
        label="Dataset"
        value={query.type}
        choices={labels.datasets}
        onChange={(type) => filter({ type })}
      />
      <FilterMenu
        label="Format"
        value={query.format}
        choices={labels.formats}
        onChange={(format) => filter({ format })}
      />
      <FilterMenu
        label="Status"
        value={query.status}
        choices={listStatuses.map((value) => ({ value, label: statusLabels[value] ?? inWords(value) }))}
        onChange={(status) => filter({ status: status as ListQuery['status'] })}
      />
      <DateFilter
        key={`${query.date_from} ${query.date_to}`}
        from={query.date_from}
        to={query.date_to}
        onChange={(date_from, date_to) => filter({ date_from, date_to })}
      />
      {isFiltered(query) ? (
        <Button
          variant="subtle"
          size="xs"
          onClick={() => {
            setSearch('')
            show(withoutFilters(query))
          }}
        >
          Clear all
        </Button>
      ) : null}
      <div style={{ marginInlineStart: 'auto' }}>{views}</div>
    </Group>
  )
}
