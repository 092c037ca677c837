'use client'

import { Anchor, Group, List, Text } from '@mantine/core'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { Card } from '#src/components/card.tsx'
import { DateField } from '#src/components/dates/date-field.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatDay } from '#src/components/format/instants.ts'
import { plural } from '#src/components/format/quantities.ts'
import type { Rehearsal } from '../../../schedules/record/schema.ts'
import { windowInWords } from '../window.ts'

/** What would run on any day, from the schedules as they are now. */
export function RehearsalCard({ rehearsal }: { rehearsal: Rehearsal }) {
  const router = useRouter()
  const { locale } = useFormats()
  const { date, time_zone, schedules, has_more } = rehearsal
  const day = formatDay(`${date}T00:00:00Z`, { locale, timeZone: 'UTC' })
  return (
    <Card title="What runs on a day">
      <Group align="end" mb="sm">
        <DateField
          label="Day"
          value={date}
          error={undefined}
          onChange={(chosen) => {
            if (/^\d{4}-\d{2}-\d{2}$/.test(chosen))
              router.push(`/exports/schedules?date=${chosen}`, { scroll: false })
          }}
        />
      </Group>
      {schedules.length === 0 ? (
        <Text size="sm">Nothing runs on {day}. Paused schedules and those on hold are left out.</Text>
      ) : (
        <List size="sm" spacing={6} aria-label={`Runs on ${day} in ${time_zone}`}>
          {schedules.map(({ id, schedule_name, run_count, runs, recipients }) => (
            <List.Item key={id}>
              <Anchor component={Link} href={`/exports/schedules/${id}`} size="sm" fw={600} c="inherit">
                {schedule_name}
              </Anchor>{' '}
              {run_count === 1 ? 'at' : `${run_count} ${plural(run_count, 'time')}, first at`}{' '}
              {runs[0]?.local.slice(11)} (UTC{runs[0]?.utc_offset})
              <Text size="xs" c="dimmed">
                {[
                  windowInWords(runs[0]?.window ?? null, locale),
                  recipients.length > 0 ? `for ${recipients.join(', ')}` : 'no recipients',
                  runs.find(({ note }) => note)?.note,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
            </List.Item>
          ))}
        </List>
      )}
      {has_more ? (
        <Text size="sm" c="dimmed" mt="xs">
          Only the first 1,000 schedules were checked.
        </Text>
      ) : null}
    </Card>
  )
}
