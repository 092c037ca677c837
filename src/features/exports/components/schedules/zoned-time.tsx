'use client'

import { Text } from '@mantine/core'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatInstant, formatRelative } from '#src/components/format/instants.ts'

/** An instant on the clocks of the schedule and, where they differ, on the reader's. */
export function ZonedTime({ at, timeZone }: { at: string; timeZone: string }) {
  const formats = useFormats()
  const there = formatInstant(at, { ...formats, timeZone })
  const here = formatInstant(at, formats)
  return (
    <>
      <time dateTime={at} title={formatRelative(at, formats.now)} suppressHydrationWarning>
        {there}
      </time>
      {timeZone === formats.timeZone ? null : (
        <Text size="xs" c="dimmed" span display="block" suppressHydrationWarning>
          {here} in your zone
        </Text>
      )}
    </>
  )
}
