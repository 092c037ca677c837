'use client'

import { ActionIcon, Badge, Button, Group, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconArrowDown, IconArrowUp, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import type { Answer } from '#src/lib/http/action.ts'
import { deleteStepAction, reorderStepsAction } from '../../actions.ts'
import type { ContentResource } from '../../content/schema.ts'
import type { FlowDetails } from '../../flows/schema.ts'
import { completionActions } from '../../steps/completion-actions.ts'
import type { StepResource } from '../../steps/schema.ts'
import { StepDialog } from './step-dialog.tsx'

interface Props {
  flow: FlowDetails
  texts: ContentResource[]
  mayWrite: boolean
}

/** The steps of the draft, to be put in order with the mouse or the keyboard. */
export function StepsCard({ flow, texts, mayWrite }: Props) {
  const router = useRouter()
  const [edited, setEdited] = useState<StepResource | 'new'>()
  const [problem, setProblem] = useState<string>()
  const { steps } = flow

  async function settle(done: string, call: Promise<Answer<unknown>>) {
    const answer = await settleAction(call)
    setProblem(answer.ok ? undefined : answer.problem.message)
    if (!answer.ok) return
    notifications.show({ message: done })
    router.refresh()
  }

  function move(from: number, to: number) {
    const keys = steps.map(({ key }) => key)
    keys.splice(to, 0, ...keys.splice(from, 1))
    return settle(
      `${steps[from]!.title} is step ${to + 1} now.`,
      reorderStepsAction(flow.id, keys, flow.version),
    )
  }

  return (
    <Card
      title={`Steps of version ${flow.draft_version} (draft)`}
      aside={
        mayWrite ? (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => setEdited('new')}
          >
            Add step
          </Button>
        ) : null
      }
    >
      <FormProblem>{problem}</FormProblem>
      {steps.length === 0 ? (
        <Text size="sm" c="dimmed">
          There is no step yet.
        </Text>
      ) : null}
      <Stack component="ol" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
        {steps.map((step, index) => (
          <Group key={step.id} component="li" justify="space-between" wrap="nowrap" align="flex-start">
            <Facts step={step} number={index + 1} />
            {mayWrite ? (
              <Group gap={4} wrap="nowrap">
                <Tool
                  label={`Move ${step.title} up`}
                  icon={IconArrowUp}
                  isDisabled={index === 0}
                  onClick={() => move(index, index - 1)}
                />
                <Tool
                  label={`Move ${step.title} down`}
                  icon={IconArrowDown}
                  isDisabled={index === steps.length - 1}
                  onClick={() => move(index, index + 1)}
                />
                <Tool label={`Change ${step.title}`} icon={IconPencil} onClick={() => setEdited(step)} />
                <Tool
                  label={`Remove ${step.title}`}
                  icon={IconTrash}
                  onClick={() => settle(`${step.title} was removed.`, deleteStepAction(step.id))}
                />
              </Group>
            ) : null}
          </Group>
        ))}
      </Stack>
      {edited ? (
        <StepDialog
          flow={flow}
          {...(edited === 'new' ? {} : { step: edited })}
          texts={texts}
          onClose={() => setEdited(undefined)}
        />
      ) : null}
    </Card>
  )
}

function Facts({ step, number }: { step: StepResource; number: number }) {
  const done = step.completion_actions.map((action) => completionActions[action])
  return (
    <div style={{ minWidth: 0 }}>
      <Group gap="xs">
        <Text fw={550} style={{ overflowWrap: 'anywhere' }}>
          {number}. {step.title}
        </Text>
        {step.is_optional ? (
          <Badge component="span" variant="light" color="gray" tt="none">
            Optional
          </Badge>
        ) : null}
      </Group>
      <Text size="sm" c="dimmed">
        {done.length === 0 ? 'Done when your application reports it' : `Done when ${done.join(' or ')}`}
        {step.completed_by === 'company' ? ' by anybody in the company' : ''}
        {step.prerequisites.length > 0 ? `; after ${step.prerequisites.join(', ')}` : ''}.
      </Text>
    </div>
  )
}

interface ToolProps {
  label: string
  icon: typeof IconTrash
  isDisabled?: boolean
  onClick: () => void
}

function Tool({ label, icon: Icon, isDisabled = false, onClick }: ToolProps) {
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={label} disabled={isDisabled} onClick={onClick}>
      <Icon size={17} aria-hidden />
    </ActionIcon>
  )
}
