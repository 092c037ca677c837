'use client'

import { Button, Collapse, Group, Paper, Stack, Text, Typography } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useId, useState } from 'react'
import type { JourneyStep } from '../../journeys/schema.ts'
import type { LearnerJourney } from './use-journey.ts'

interface Props {
  step: JourneyStep
  why: string
  send: LearnerJourney['send']
  /** The person goes to the page of the step. */
  onLeave: () => void
}

export function NextStepCard({ step, why, send, onLeave }: Props) {
  const id = useId()
  const pathname = usePathname()
  const [isExplained, { toggle }] = useDisclosure()
  const [isSkipping, setSkipping] = useState(false)

  function help() {
    if (!isExplained) void send('help', step.id)
    toggle()
  }

  async function skip() {
    setSkipping(true)
    await send('skipped', step.id)
    setSkipping(false)
  }

  return (
    <Paper component="section" aria-label="Next step" p="sm" withBorder>
      <Stack gap="xs">
        <div>
          <Text size="xs" c="dimmed">
            Next step{step.is_optional ? ' (optional)' : ''}
          </Text>
          <Text fw={600}>{step.title}</Text>
        </div>
        <Text size="sm">{why}</Text>
        <Collapse expanded={isExplained} id={id}>
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the server escapes what is not Markdown */}
          <Typography fz="sm" dangerouslySetInnerHTML={{ __html: step.body_html }} />
          {step.url ? (
            <Text component="a" size="sm" href={step.url} target="_blank" rel="noreferrer" c="petrol">
              Watch the video
            </Text>
          ) : null}
        </Collapse>
        <Group gap="xs">
          {step.path && step.path !== pathname ? (
            <Button component={Link} size="compact-sm" href={step.path} onClick={onLeave}>
              Go to the page
            </Button>
          ) : null}
          <Button
            size="compact-sm"
            variant="default"
            onClick={help}
            aria-expanded={isExplained}
            aria-controls={id}
          >
            Help
          </Button>
          <Button size="compact-sm" variant="default" onClick={skip} loading={isSkipping}>
            Skip
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}
