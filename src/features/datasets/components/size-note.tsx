'use client'

import { Skeleton, Text } from '@mantine/core'
import { Suspense, use } from 'react'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatDay, formatRelative } from '#src/components/format/instants.ts'
import { formatCount, plural } from '#src/components/format/quantities.ts'
import type { Answer } from '#src/lib/http/action.ts'
import type { DatasetSize } from '../rows/schema.ts'

export type Sizes = Promise<Answer<DatasetSize[]>>

/** How many rows a dataset has and how fresh they are, as soon as it is known. */
export function SizeNote({ sizes, dataset }: { sizes: Sizes; dataset: string }) {
  return (
    <Text span size="xs" fw={600} display="block" mih={20}>
      <Suspense fallback={<Skeleton component="span" display="block" height={12} width={150} mt={4} />}>
        <Size sizes={sizes} dataset={dataset} />
      </Suspense>
    </Text>
  )
}

function Size({ sizes, dataset }: { sizes: Sizes; dataset: string }) {
  const formats = useFormats()
  const answer = use(sizes)
  const size = answer.ok ? answer.data.find(({ key }) => key === dataset) : undefined
  if (!size) return answer.ok ? 'In a database of your own' : 'The rows could not be counted'
  const { rows, is_exact, freshness } = size
  const count = `${is_exact ? '' : 'about '}${formatCount(formats.locale, rows)} ${plural(rows, 'row')}`
  return <span suppressHydrationWarning>{freshness ? `${count} · ${ageOf(freshness)}` : count}</span>

  function ageOf({ at, means }: NonNullable<DatasetSize['freshness']>): string {
    if (means === 'changed') return `changed ${formatRelative(at, formats.now)}`
    // A date without a time is the same day in every zone.
    return `newest ${formatDay(at, at.length > 10 ? formats : { ...formats, timeZone: 'UTC' })}`
  }
}
