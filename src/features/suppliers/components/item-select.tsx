'use client'

import type { ReactNode } from 'react'
import { FoundSelect } from '#src/components/forms/found-select.tsx'
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
export function ItemSelect(props: Props) {
  return (
    <FoundSelect
      {...props}
      find={find}
      placeholder="Type part of a name or SKU"
      nothingFound="No item found"
    />
  )
}

async function find(search: string) {
  const answer = await findItemsAction(search)
  if (!answer.ok) return answer
  return {
    ...answer,
    data: answer.data.map(({ id, sku, name }) => ({ value: id, label: `${name} (${sku})` })),
  }
}
