'use client'

import { Select } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatInstant } from '#src/components/format/instants.ts'
import type { ComparableExports } from '../../comparisons/schema.ts'

interface Props {
  exportId: string
  choices: ComparableExports
  chosen: string | undefined
}

export function ChooseExport({ exportId, choices, chosen }: Props) {
  const router = useRouter()
  const formats = useFormats()
  const [isLoading, startTransition] = useTransition()
  return (
    <Select
      label="Compare with the rows of"
      placeholder="Choose an export"
      maw="32rem"
      allowDeselect={false}
      disabled={isLoading}
      value={chosen ?? null}
      data={choices.map(({ id, export_name, snapshot_at }) => ({
        value: id,
        label: `${export_name}, as of ${formatInstant(snapshot_at, formats)}`,
      }))}
      onChange={(id) =>
        startTransition(() => router.push(`/exports/${exportId}/comparison?with=${id}`, { scroll: false }))
      }
    />
  )
}
