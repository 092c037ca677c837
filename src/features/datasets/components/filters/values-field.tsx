'use client'

import { Loader, TagsInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { settleAction } from '#src/components/settle-action.ts'
import { listValuesAction } from '../../actions.ts'
import type { DatasetDescription } from '../../rows/description.ts'
import type { FilterField } from './filter-fields.ts'

const typingMilliseconds = 200

interface Props {
  dataset: Pick<DatasetDescription, 'key' | 'suggested'>
  field: FilterField
  value: unknown
  onChange: (values: string[]) => void
}

/** Several exact values, with those of the column to choose from where they may be suggested. */
export function ValuesField({ dataset, field, value, onChange }: Props) {
  const [search, setSearch] = useState('')
  const key = field.keys[0]
  const { values, isLoading } = useSuggestions(dataset, key, search)
  const list = [value ?? []].flat().map(String)
  return (
    <TagsInput
      size="xs"
      label={field.label}
      description="Choose values, or type one and press Enter."
      data={values}
      filter={({ options }) => options}
      value={list}
      onChange={onChange}
      searchValue={search}
      onSearchChange={setSearch}
      maxTags={100}
      maxDropdownHeight={220}
      clearable
      clearButtonProps={{ 'aria-label': `Clear ${field.label}` }}
      comboboxProps={{ withinPortal: false }}
      rightSection={isLoading ? <Loader size={12} aria-hidden /> : undefined}
      acceptValueOnBlur
    />
  )
}

function useSuggestions(dataset: Props['dataset'], filter: string, search: string) {
  const isSuggested = dataset.suggested.includes(filter)
  const [wanted] = useDebouncedValue(search.trim(), typingMilliseconds)
  const [found, setFound] = useState<{ wanted: string; values: string[] }>()
  useEffect(() => {
    if (!isSuggested) return
    let isCurrent = true
    const input = { key: dataset.key, filter, ...(wanted ? { search: wanted } : {}) }
    void settleAction(listValuesAction(input)).then((answer) => {
      if (isCurrent) setFound({ wanted, values: answer.ok ? answer.data.values : [] })
    })
    return () => {
      isCurrent = false
    }
  }, [isSuggested, dataset.key, filter, wanted])
  return { values: found?.values ?? [], isLoading: isSuggested && found?.wanted !== wanted }
}
