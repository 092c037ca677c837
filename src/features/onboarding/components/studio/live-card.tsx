'use client'

import { Group, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { Card } from '#src/components/card.tsx'
import type { LiveResource } from '../../analytics/schema.ts'

/** Who is learning right now, every two seconds. */
export function LiveCard() {
  const [pulse, setPulse] = useState<LiveResource>()
  useEffect(() => {
    const source = new EventSource('/api/smart-onboarding/analytics/live')
    source.addEventListener('pulse', ({ data }) => setPulse(JSON.parse(data)))
    return () => source.close()
  }, [])
  return (
    <Card title="Right now">
      {pulse ? (
        <Stack gap="xs">
          <Group gap="xl">
            <Figure label="Learners in the last 5 minutes" value={pulse.active_learners} />
            <Figure label="Events in the last minute" value={pulse.events_last_minute} />
          </Group>
          {pulse.steps.map(({ step_id, flow, title, viewed, completed, skipped }) => (
            <Text key={step_id} size="sm">
              {flow}: {title}{' '}
              <Text component="span" size="sm" c="dimmed">
                viewed {viewed}, completed {completed}, skipped {skipped}
              </Text>
            </Text>
          ))}
        </Stack>
      ) : (
        <Text size="sm" c="dimmed">
          Waiting for the first figures.
        </Text>
      )}
    </Card>
  )
}

function Figure({ label, value }: { label: string; value: number }) {
  return (
    <div>
      <Text size="xl" fw={650}>
        {value}
      </Text>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
    </div>
  )
}
