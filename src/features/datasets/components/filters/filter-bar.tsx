'use client'

import { Button, CloseButton, Group, Loader, Menu, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconFilterPlus, IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { DatasetDescription } from '../../rows/description.ts'
import type { Filters, ListState } from '../state/list-state.ts'
import { withFilters } from '../state/list-state.ts'
import { useListState } from '../state/use-list-state.ts'
import { FilterChip } from './filter-chip.tsx'
import { type FilterField, filterFields } from './filter-fields.ts'

/** So many filters always stand in the bar; the others wait in a menu until they are wanted. */
const always = 4
const typingMilliseconds = 350

interface Props {
  dataset: DatasetDescription
  state: ListState
}

export function FilterBar({ dataset, state }: Props) {
  const { show, isLoading } = useListState(dataset.key)
  const [added, setAdded] = useState<string[]>([])
  const fields = filterFields(dataset.filters)
  const search = fields.find(({ keys }) => keys[0] === 'search')
  const chips = fields.filter((field) => field !== search)
  const isSet = ({ keys }: FilterField) => keys.some((key) => state.filters[key] !== undefined)
  const usual = chips.filter(({ kind }) => kind !== 'ids').slice(0, always)
  const isShown = (field: FilterField) =>
    usual.includes(field) || isSet(field) || added.includes(field.keys[0])
  const others = chips.filter((field) => !isShown(field) && field.kind !== 'ids')
  const apply = (changes: Filters) => show(withFilters(state, changes))

  return (
    <Group gap="xs" role="search" aria-label={`Filters for ${dataset.label}`} data-no-print>
      {search ? (
        <SearchField
          value={String(state.filters.search ?? '')}
          placeholder={search.placeholder ?? 'Search'}
          isLoading={isLoading}
          onChange={(text) => apply({ search: text })}
        />
      ) : null}
      {chips.filter(isShown).map((field) => (
        <FilterChip
          key={field.keys[0]}
          dataset={dataset}
          field={field}
          filters={state.filters}
          startsOpen={added.at(-1) === field.keys[0] && !isSet(field)}
          onApply={apply}
        />
      ))}
      {others.length > 0 ? (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="subtle" size="xs" leftSection={<IconFilterPlus size={15} aria-hidden />}>
              Add filter
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map(({ keys, label }) => (
              <Menu.Item key={keys[0]} onClick={() => setAdded((before) => [...before, keys[0]])}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : null}
      {Object.keys(state.filters).length > 0 ? (
        <Button variant="subtle" size="xs" onClick={() => show({ ...state, filters: {}, cursor: undefined })}>
          Clear filters
        </Button>
      ) : null}
    </Group>
  )
}

interface SearchProps {
  value: string
  placeholder: string
  isLoading: boolean
  onChange: (text: string) => void
}

function SearchField({ value, placeholder, isLoading, onChange }: SearchProps) {
  const [text, setText] = useState(value)
  const sent = useRef<string[]>([])
  const changeSoon = useDebouncedCallback((next: string) => {
    sent.current.push(next)
    onChange(next)
  }, typingMilliseconds)
  // What was typed here comes back as an address; only one that came from elsewhere is news.
  useEffect(() => {
    if (!sent.current.includes(value)) setText(value)
    if (sent.current.at(-1) === value) sent.current = []
  }, [value])
  function type(next: string) {
    setText(next)
    changeSoon(next.trim())
  }
  return (
    <TextInput
      size="xs"
      w={{ base: '100%', xs: 280 }}
      aria-label="Search"
      placeholder={placeholder}
      maxLength={200}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      leftSection={isLoading ? <Loader size={13} aria-hidden /> : <IconSearch size={15} aria-hidden />}
      rightSection={
        text ? <CloseButton size="sm" aria-label="Clear the search" onClick={() => type('')} /> : null
      }
    />
  )
}
