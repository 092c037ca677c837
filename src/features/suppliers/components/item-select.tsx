'use client'

import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type ReactNode, useEffect, useState } from 'react'
import { settleAction } from '#src/components/settle-action.ts'
import { findItemsAction } from '../actions.ts'

interface Props {
  label: string
  value: string | null
  /** The chosen item's name before any was searched for. */
  initialLabel?: string | undefined
  error?: ReactNode
  disabled?: boolean
  onChange: (id: string | null) => void
}

/** Items of the company, found while typing. */
export function ItemSelect({ label, value, initialLabel, error, disabled = false, onChange }: Props) {
  const [search, setSearch] = useState(initialLabel ?? '')
  const [settled] = useDebouncedValue(search.trim(), 200)
  const [found, setFound] = useState(value && initialLabel ? [{ value, label: initialLabel }] : [])
  const chosen = found.find((item) => item.value === value)
  const isChosenName = chosen?.label === settled
  useEffect(() => {
    if (disabled || isChosenName) return
    let isCurrent = true
    void settleAction(findItemsAction(settled)).then((answer) => {
      if (isCurrent && answer.ok)
        setFound(answer.data.map(({ id, sku, name }) => ({ value: id, label: `${name} (${sku})` })))
    })
    return () => {
      isCurrent = false
    }
  }, [settled, isChosenName, disabled])
  return (
    <Select
      label={label}
      placeholder="Type part of a name or SKU"
      searchable
      required
      clearable
      disabled={disabled}
      data={found}
      // The server has searched already.
      filter={({ options }) => options}
      value={value}
      searchValue={search}
      onSearchChange={setSearch}
      onChange={onChange}
      error={error}
      nothingFoundMessage="No item found"
    />
  )
}
