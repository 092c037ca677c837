import { Group, Stack, Text, VisuallyHidden } from '@mantine/core'
import { IconArrowRight, IconCircle, IconCircleCheck, IconCircleMinus, IconLock } from '@tabler/icons-react'
import type { JourneyStep } from '../../journeys/schema.ts'

/** Every step with its state, in words and as a picture. */
export function Checklist({ steps, currentId }: { steps: JourneyStep[]; currentId: string | undefined }) {
  return (
    <Stack component="ol" aria-label="Steps" gap={6} m={0} p={0} style={{ listStyle: 'none' }}>
      {steps.map((step) => {
        const { icon: Icon, label } = lookOf(step, currentId)
        return (
          <Group component="li" key={step.id} gap="xs" wrap="nowrap" align="flex-start">
            <Icon size={17} stroke={1.8} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
            <Text size="sm" c={step.state === 'open' ? undefined : 'dimmed'}>
              {step.title}
              <VisuallyHidden>: </VisuallyHidden>
              <Text component="span" size="xs" c="dimmed" ml={6}>
                {label}
              </Text>
            </Text>
          </Group>
        )
      })}
    </Stack>
  )
}

function lookOf({ id, state, is_blocked, is_optional }: JourneyStep, currentId: string | undefined) {
  if (state === 'completed') return { icon: IconCircleCheck, label: 'done' }
  if (state === 'skipped') return { icon: IconCircleMinus, label: 'skipped' }
  if (id === currentId) return { icon: IconArrowRight, label: 'next' }
  if (is_blocked) return { icon: IconLock, label: 'later' }
  return { icon: IconCircle, label: is_optional ? 'optional' : 'open' }
}
