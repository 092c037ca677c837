'use client'

import { Group, Text, Tooltip, VisuallyHidden } from '@mantine/core'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatInstant } from '#src/components/format/instants.ts'
import type { Schedule } from '../../../schedules/record/schema.ts'
import { resultInWords, resultOf } from '../result.ts'
import { ResultIcon } from '../result-icon.tsx'

/** The last five results, the latest on the right. */
export function RecentResults({ schedule: { recent_runs, time_zone } }: { schedule: Schedule }) {
  const { locale } = useFormats()
  if (recent_runs.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Not run yet
      </Text>
    )
  }
  return (
    <Group
      component="ul"
      gap={4}
      wrap="nowrap"
      aria-label="Last results"
      m={0}
      p={0}
      style={{ listStyle: 'none' }}
    >
      {recent_runs.toReversed().map((run) => {
        const { label, reason } = resultInWords(run)
        const when = formatInstant(run.scheduled_for, { locale, timeZone: time_zone })
        return (
          <Tooltip key={run.id} label={`${when}: ${reason ?? label}`} multiline maw={280}>
            <li style={{ display: 'inline-flex' }}>
              <ResultIcon result={resultOf(run)} />
              <VisuallyHidden>{`${label}, ${when}`}</VisuallyHidden>
            </li>
          </Tooltip>
        )
      })}
    </Group>
  )
}
