'use client'

import { Box, Group, Progress, Text } from '@mantine/core'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatCount, formatSeconds, plural } from '#src/components/format/quantities.ts'
import { paceOf, phaseInWords } from './export-state.ts'
import type { SeenExport } from './use-live-exports.ts'

/** Bar, rows, rate and time left of a running export. */
export function ProgressLine({ resource, seenAt }: SeenExport) {
  const { locale } = useFormats()
  const { rows_done, rows_estimated, progress_percentage, export_name } = resource
  const { rate, secondsLeft } = paceOf(resource, seenAt)
  const estimate = rows_estimated !== null && rows_estimated > rows_done ? rows_estimated : undefined
  const facts = [
    rows_done > 0 ? rowsSoFar() : phaseInWords(resource),
    rate === undefined ? undefined : `${formatCount(locale, rate)}/s`,
    secondsLeft === undefined ? undefined : `about ${formatSeconds(secondsLeft)} left`,
  ]

  /** The estimate is a guess that may be far too low; once it is passed, only what was read is certain. */
  function rowsSoFar(): string {
    if (!estimate) return `at least ${formatCount(locale, rows_done)} ${plural(rows_done, 'row')}`
    return `${formatCount(locale, rows_done)} of about ${formatCount(locale, estimate)} rows`
  }

  return (
    <Box>
      <Group gap="xs" wrap="nowrap">
        <Progress
          value={progress_percentage}
          aria-label={`Progress of ${export_name}`}
          transitionDuration={300}
          style={{ flex: 1, minWidth: '5rem' }}
        />
        <Text size="xs" fw={600} w="4ch" ta="right">
          {progress_percentage}%
        </Text>
      </Group>
      {/* Two lines from the start: rows must not move when the text becomes longer. */}
      <Text size="xs" c="dimmed" mt={2} mih="2lh">
        {facts.filter(Boolean).join(' · ')}
      </Text>
    </Box>
  )
}
