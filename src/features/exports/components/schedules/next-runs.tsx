'use client'

import { List, Text } from '@mantine/core'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatInstant } from '#src/components/format/instants.ts'
import type { PlannedRun } from '../../schedules/record/schema.ts'
import { windowInWords } from './window.ts'

interface Props {
  runs: PlannedRun[]
  timeZone: string
}

/** The next times on the clocks of the schedule, what clocks do there, and the days of data of each. */
export function NextRuns({ runs, timeZone }: Props) {
  const formats = useFormats()
  return (
    <List type="ordered" size="sm" spacing={4} aria-label="Next runs">
      {runs.map(({ at, note, window }) => {
        const days = windowInWords(window, formats.locale)
        return (
          <List.Item key={at}>
            <time dateTime={at} suppressHydrationWarning>
              {weekdayOf(at, timeZone)} {formatInstant(at, { ...formats, timeZone })}
            </time>
            {days ? (
              <Text size="xs" c="dimmed" suppressHydrationWarning>
                Data: {days}
              </Text>
            ) : null}
            {note ? <Text size="xs">{note}</Text> : null}
          </List.Item>
        )
      })}
    </List>
  )
}

function weekdayOf(at: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en', { timeZone, weekday: 'short' }).format(new Date(at))
}
