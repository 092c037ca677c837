'use client'

import { Alert, Group, Stack, Text } from '@mantine/core'
import { IconHandStop } from '@tabler/icons-react'
import { Card } from '#src/components/card.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import type { Schedule, SchedulePreview } from '../../../schedules/record/schema.ts'
import { type Labels, labelOf } from '../../labels.ts'
import { NextRuns } from '../next-runs.tsx'
import { StateBadge } from '../state-badge.tsx'

interface Props {
  schedule: Schedule
  /** What is to come; undefined while it does not run. */
  preview: SchedulePreview | undefined
  labels: Labels
  /** What the destinations are called. */
  destinations: string[]
  mayChange: boolean
}

export function ScheduleFacts({ schedule, preview, labels, destinations, mayChange }: Props) {
  const { hold, owner, recipients, export_type, format, skip_when_empty, only_changes, missed_policy } =
    schedule
  return (
    <Stack gap="md">
      {hold ? (
        <Alert color="amber" icon={<IconHandStop aria-hidden />} title="On hold">
          {hold.message} {hold.action}
        </Alert>
      ) : null}
      <Card
        title="What it makes"
        aside={
          mayChange ? (
            <LinkButton href={`/exports/schedules/${schedule.id}?change=1`} variant="default" size="xs">
              Change
            </LinkButton>
          ) : null
        }
      >
        <Stack gap={6}>
          <Group gap="xs">
            <StateBadge schedule={schedule} />
            <Text size="sm">
              {labelOf(labels.datasets, export_type)} as {labelOf(labels.formats, format)}
            </Text>
          </Group>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {recipients.length > 0 ? `Emailed to ${recipients.join(', ')}` : 'Nobody gets an email.'}
          </Text>
          {destinations.length > 0 ? (
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              Delivered to {destinations.join(', ')}
            </Text>
          ) : null}
          <Text size="sm">
            Runs with the rights of {owner.first_name} {owner.last_name}
            {owner.is_active ? '' : ', who is no longer active'}.
          </Text>
          {only_changes ? (
            <Text size="sm">
              Each file holds what has changed since the one before; the first holds every row.
            </Text>
          ) : null}
          <Text size="sm" c="dimmed">
            {skip_when_empty ? 'A run without rows is skipped. ' : 'A run without rows makes an empty file. '}
            {missed_policy === 'once'
              ? 'After downtime, the latest missed run is made.'
              : 'Runs missed during downtime are not made up.'}
          </Text>
        </Stack>
      </Card>
      <Card title="Next runs">
        {preview ? (
          <NextRuns runs={preview.runs} timeZone={preview.time_zone} />
        ) : (
          <Text size="sm">It does not run until it is resumed.</Text>
        )}
      </Card>
    </Stack>
  )
}
