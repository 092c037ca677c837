'use client'

import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type ReactNode, useEffect, useState } from 'react'
import type { Answer } from '#src/lib/http/action.ts'
import { settleAction } from '../settle-action.ts'

export interface Choice {
  value: string
  label: string
}

interface Props {
  label: string
  placeholder: string
  nothingFound: string
  /** Asks the server; declared outside of a component, so that it stays the same. */
  find: (search: string) => Promise<Answer<Choice[]>>
  value: string | null
  /** The name of what is chosen before anything was searched for. */
  initialLabel?: string | undefined
  error?: ReactNode
  disabled?: boolean
  /** Set where nothing need be chosen. */
  isOptional?: boolean
  onChange: (value: string | null) => void
}

const searchFailed = 'The search did not work. Change what you typed to try again.'

/** One of many things, found by the server while somebody types. */
export function FoundSelect({
  find,
  nothingFound,
  initialLabel,
  disabled = false,
  isOptional = false,
  ...props
}: Props) {
  const { value } = props
  const [search, setSearch] = useState(initialLabel ?? '')
  const [settled] = useDebouncedValue(search.trim(), 200)
  const [found, setFound] = useState(value && initialLabel ? [{ value, label: initialLabel }] : [])
  const [isFailed, setFailed] = useState(false)
  const isChosenName = found.find((item) => item.value === value)?.label === settled
  useEffect(() => {
    if (disabled || isChosenName) return
    let isCurrent = true
    void settleAction(find(settled)).then((answer) => {
      if (!isCurrent) return
      setFailed(!answer.ok)
      setFound(answer.ok ? answer.data : [])
    })
    return () => {
      isCurrent = false
    }
  }, [find, settled, isChosenName, disabled])
  return (
    <Select
      {...props}
      searchable
      required={!isOptional}
      clearable
      disabled={disabled}
      data={found}
      // The server has searched already.
      filter={({ options }) => options}
      searchValue={search}
      onSearchChange={setSearch}
      nothingFoundMessage={isFailed ? searchFailed : nothingFound}
    />
  )
}
