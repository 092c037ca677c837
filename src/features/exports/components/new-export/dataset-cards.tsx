'use client'

import { Stack, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { ChoiceCards } from './choice-cards.tsx'
import classes from './dataset-cards.module.css'

/** With more than these, people look for a name instead of reading all. */
const readAtOnce = 8

interface Props {
  value: string
  datasets: readonly { key: string; label: string; description: string }[]
  /** What a dataset's card says below its description. */
  notes?: Record<string, ReactNode>
  onChange: (key: string) => void
}

export function DatasetCards({ value, datasets, notes = {}, onChange }: Props) {
  const [search, setSearch] = useState('')
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const chosen = list.current?.querySelector<HTMLElement>('[data-checked]')
    if (list.current && chosen) list.current.scrollTop = chosen.offsetTop
  }, [])
  const words = search.toLowerCase().split(/\s+/)
  const found = datasets.filter(({ label, description }) =>
    words.every((word) => `${label} ${description}`.toLowerCase().includes(word)),
  )
  const cards = (
    <ChoiceCards
      label="Dataset"
      value={value}
      choices={found.map(({ key, label, description }) => ({
        ...{ value: key, label, description },
        foot: notes[key],
      }))}
      columns={{ base: 1, xs: 2 }}
      onChange={onChange}
    />
  )
  if (datasets.length <= readAtOnce) return cards
  return (
    <Stack gap="sm">
      <TextInput
        aria-label="Find a dataset"
        placeholder={`Find one of ${datasets.length} datasets`}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        // The form that it is in would be sent.
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      <div ref={list} className={classes.list}>
        {cards}
      </div>
      {found.length === 0 ? (
        <Text size="sm" role="status">
          No dataset has these words. Try one word of its name.
        </Text>
      ) : null}
    </Stack>
  )
}
