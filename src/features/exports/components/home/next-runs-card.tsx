'use client'

import { Anchor, Group, Stack, Text } from '@mantine/core'
import Link from 'next/link'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import type { NextSchedule } from '../../schedules/record/schema.ts'
import { Part } from './part.tsx'

/** The schedules that run next, each with its time in the reader's zone. */
export function NextRunsCard({ schedules }: { schedules: NextSchedule[] }) {
  return (
    <Part title="Next scheduled runs" href="/exports/schedules">
      <Stack gap="sm">
        {schedules.map(({ id, schedule_name, in_words, next_run }) => (
          <div key={id}>
            <Group justify="space-between" gap="xs" wrap="nowrap" align="baseline">
              <Anchor
                component={Link}
                href={`/exports/schedules/${id}`}
                prefetch={false}
                size="sm"
                fw={600}
                py={2}
                c="inherit"
                style={{ overflowWrap: 'anywhere' }}
              >
                {schedule_name}
              </Anchor>
              <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
                <Timestamp at={next_run} />
              </Text>
            </Group>
            <Text size="xs" c="dimmed">
              {in_words}
            </Text>
          </div>
        ))}
      </Stack>
    </Part>
  )
}
