'use client'

import { MultiSelect } from '@mantine/core'
import type { Destination } from '../../destinations/record/schema.ts'

interface Props {
  offered: Destination[]
  value: string[]
  error?: string | undefined
  onChange: (chosen: string[]) => void
}

/** Where the file is sent when it is ready; nothing where the company has no destinations. */
export function DestinationsField({ offered, value, error, onChange }: Props) {
  if (offered.length === 0 && value.length === 0) return null
  // One that was deleted since stays visible, so that it can be taken out.
  const deleted = value.filter((id) => !offered.some((one) => one.id === id))
  return (
    <MultiSelect
      label="Deliver to"
      description="The file is sent there when it is ready. A webhook gets links to it."
      placeholder={value.length === 0 ? 'Nowhere' : undefined}
      data={[
        ...offered.map(({ id, name, target, is_ready }) => ({
          value: id,
          label: `${name} (${target})`,
          disabled: !is_ready,
        })),
        ...deleted.map((id) => ({ value: id, label: 'Deleted destination' })),
      ]}
      maxValues={10}
      value={value}
      error={error}
      onChange={onChange}
    />
  )
}
