'use client'

import { Group, Pill, Stack, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { type Choice, FoundSelect } from '#src/components/forms/found-select.tsx'
import { findActiveSuppliersAction } from '../../actions.ts'

interface Props {
  suppliers: Choice[]
  error: ReactNode
  onChange: (suppliers: Choice[]) => void
}

/** Who is invited. */
export function SuppliersField({ suppliers, error, onChange }: Props) {
  const [round, setRound] = useState(0)
  const [known, setKnown] = useState<Choice[]>([])

  async function find(search: string) {
    const answer = await findActiveSuppliersAction(search)
    if (!answer.ok) return answer
    const data = answer.data.items.map(({ id, name, supplier_no }) => {
      return { value: id, label: `${name} (${supplier_no})` }
    })
    setKnown(data)
    return { ...answer, data }
  }

  const [findOnce] = useState(() => find)
  return (
    <Card title="Invited suppliers">
      <Stack gap="sm">
        <FoundSelect
          // Empty again once a supplier was added.
          key={round}
          label="Add a supplier"
          placeholder="Type part of its name or number"
          nothingFound="No active supplier found"
          find={findOnce}
          value={null}
          error={error}
          onChange={(value) => {
            const chosen = known.find((one) => one.value === value)
            if (!chosen) return
            if (!suppliers.some((one) => one.value === value)) onChange([...suppliers, chosen])
            setRound(round + 1)
          }}
        />
        {suppliers.length === 0 ? (
          <Text size="sm" c="dimmed">
            Nobody is invited yet.
          </Text>
        ) : (
          <Group gap="xs">
            {suppliers.map((one) => (
              <Pill
                key={one.value}
                withRemoveButton
                size="md"
                removeButtonProps={{ 'aria-label': `Remove ${one.label}`, 'aria-hidden': false, tabIndex: 0 }}
                onRemove={() => onChange(suppliers.filter(({ value }) => value !== one.value))}
              >
                {one.label}
              </Pill>
            ))}
          </Group>
        )}
      </Stack>
    </Card>
  )
}
