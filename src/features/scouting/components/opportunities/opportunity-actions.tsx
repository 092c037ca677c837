'use client'

import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { FormFrame } from '#src/components/dialogs/form-frame.tsx'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { Money } from '#src/features/spend/components/money.tsx'
import { dismissOpportunityAction, takeOpportunityAction } from '../../actions.ts'
import type { OpportunityResource } from '../../record/schema.ts'

export function OpportunityActions({ opportunity }: { opportunity: OpportunityResource }) {
  const [task, setTask] = useState<'take' | 'dismiss'>()
  const close = () => setTask(undefined)
  const form = useForm({
    initialValues: { reason: '' },
    validate: { reason: (value) => (value.trim() ? null : 'Enter a reason') },
  })
  return (
    <Group gap="xs" mt="sm">
      <Button size="sm" onClick={() => setTask('take')} aria-label={`Buy ${opportunity.title}`}>
        Buy
      </Button>
      <Button
        size="sm"
        variant="default"
        onClick={() => setTask('dismiss')}
        aria-label={`Dismiss ${opportunity.title}`}
      >
        Dismiss
      </Button>
      <TakeDialog opportunity={opportunity} opened={task === 'take'} onClose={close} />
      <FormFrame
        title="Dismiss the opportunity"
        opened={task === 'dismiss'}
        onClose={close}
        form={form}
        submitLabel="Dismiss"
        done="The opportunity was dismissed."
        send={({ reason }) => dismissOpportunityAction(opportunity.id, reason.trim())}
      >
        <TextInput label="Reason" maxLength={500} data-autofocus {...form.getInputProps('reason')} />
      </FormFrame>
    </Group>
  )
}

interface TakeProps {
  opportunity: OpportunityResource
  opened: boolean
  onClose: () => void
}

/** Asks for the money; what is refused is told with every check that failed. */
function TakeDialog({ opportunity, opened, onClose }: TakeProps) {
  const router = useRouter()
  const [isSending, startSending] = useTransition()
  const [problem, setProblem] = useState<{ message: string; errors: string[] }>()
  function close() {
    setProblem(undefined)
    onClose()
  }
  const send = () =>
    startSending(async () => {
      const answer = await settleAction(takeOpportunityAction(opportunity.id))
      if (!answer.ok) {
        const { message, errors } = answer.problem
        return setProblem({ message, errors: errors.map((one) => `The ${one.path} ${one.message}.`) })
      }
      const isWaiting = answer.data.outcome === 'awaiting_approval'
      notifications.show({
        message: isWaiting ? 'The money is held. The trade waits for approval.' : 'The money is held.',
      })
      close()
      router.refresh()
    })
  const { quantity, title, amount, currency } = opportunity
  return (
    <Modal opened={opened} onClose={close} title={<Text fw={620}>Buy {title}</Text>}>
      <Stack gap="md">
        {problem ? (
          <FormProblem>
            {problem.message}
            {problem.errors.map((words) => (
              <div key={words}>{words}</div>
            ))}
          </FormProblem>
        ) : null}
        <Text size="sm">
          {quantity} {quantity === 1 ? 'piece' : 'pieces'} for <Money value={amount} currency={currency} />.
          The money is held in every budget that covers it, and the trade is placed next.
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button onClick={send} loading={isSending} data-autofocus>
            Ask for the money
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
