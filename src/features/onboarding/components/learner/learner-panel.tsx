'use client'

import { Button, CloseButton, Group, Progress, Stack, Switch, Text, Title } from '@mantine/core'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import type { NextAnswer } from '../../journeys/schema.ts'
import { Checklist } from './checklist.tsx'
import { NextStepCard } from './next-step-card.tsx'
import { type LearnerJourney, useJourney } from './use-journey.ts'

/** Beside every page: what to do next, why, and what is done already. */
export function LearnerPanel({ onClose, onLeave }: { onClose: () => void; onLeave: () => void }) {
  const learner = useJourney()
  const { answer, problem } = learner
  return (
    <Stack gap="md">
      <Group justify="space-between" wrap="nowrap">
        <Title order={2} size="h3">
          Getting started
        </Title>
        <CloseButton aria-label="Close getting started" onClick={onClose} />
      </Group>
      <FormProblem>{problem}</FormProblem>
      {answer ? <Content answer={answer} learner={learner} onLeave={onLeave} /> : null}
    </Stack>
  )
}

interface Props {
  answer: NextAnswer
  learner: LearnerJourney
  onLeave: () => void
}

function Content({
  answer: { journey, next, personalised },
  learner: { send, personalise },
  onLeave,
}: Props) {
  if (!journey)
    return (
      <Text size="sm" role="status">
        There is nothing left to do here. You know your way around.
      </Text>
    )
  const { flow, done, total, steps } = journey
  const step = steps.find(({ id }) => id === next?.step_id)
  return (
    <>
      <div>
        <Text fw={600}>{flow.name}</Text>
        <Text size="sm" c="dimmed">
          {flow.description}
        </Text>
      </div>
      <div>
        <Progress value={(100 * done) / total} size="sm" aria-label={`${done} of ${total} steps`} />
        <Text size="sm" c="dimmed" mt={4} role="status">
          {done} of {total} steps done
        </Text>
      </div>
      {next && step ? (
        <NextStepCard key={step.id} step={step} why={next.why} send={send} onLeave={onLeave} />
      ) : null}
      <Checklist steps={steps} currentId={step?.id} />
      <Switch
        size="sm"
        label="Choose my next step from what I do"
        description="When this is off, steps come in their fixed order, and nothing is learned from what you do."
        checked={personalised}
        onChange={(event) => void personalise(event.currentTarget.checked)}
      />
      <Group>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => void send('dismissed')}>
          Skip the whole list
        </Button>
      </Group>
    </>
  )
}
