'use client'

import { Group, Pill, Stack } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { type Choice, FoundSelect } from '#src/components/forms/found-select.tsx'
import { findStockItemsAction } from '../../console/actions.ts'

interface Props {
  items: Choice[]
  error: ReactNode
  onChange: (items: Choice[]) => void
}

/** Items by name, one after the other. */
export function ItemsField({ items, error, onChange }: Props) {
  const [round, setRound] = useState(0)
  const [known] = useState(() => new Map<string, string>())

  async function find(search: string) {
    const answer = await findStockItemsAction(search)
    if (!answer.ok) return answer
    const data = answer.data.items.map(({ id, sku, name }) => ({ value: id, label: `${name} (${sku})` }))
    for (const { value, label } of data) known.set(value, label)
    return { ...answer, data }
  }

  const [findOnce] = useState(() => find)
  return (
    <Stack gap="xs">
      <FoundSelect
        // Empty again once an item was added.
        key={round}
        label="Add an item"
        placeholder="Type part of a name or SKU"
        nothingFound="No item found"
        find={findOnce}
        value={null}
        error={error}
        onChange={(value) => {
          const label = value === null ? undefined : known.get(value)
          if (value === null || label === undefined) return
          if (!items.some((one) => one.value === value)) onChange([...items, { value, label }])
          setRound(round + 1)
        }}
      />
      <Group gap="xs">
        {items.map((one) => (
          <Pill
            key={one.value}
            withRemoveButton
            size="md"
            removeButtonProps={{ 'aria-label': `Remove ${one.label}`, 'aria-hidden': false, tabIndex: 0 }}
            onRemove={() => onChange(items.filter(({ value }) => value !== one.value))}
          >
            {one.label}
          </Pill>
        ))}
      </Group>
    </Stack>
  )
}
