'use client'

import { Badge, Button, Modal, Stack, Text, Textarea } from '@mantine/core'
import { IconHandStop } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { stopAction } from '../../console/actions.ts'
import type { StateResource } from '../../stops/schema.ts'
import { ResumeForm } from './resume-form.tsx'

interface Props {
  trading: StateResource
  mayStop: boolean
  mayResume: boolean
  userId: string
}

/** In the header of every page: whether money is spent, and how to stop it in two clicks. */
export function StopControl({ trading, mayStop, mayResume, userId }: Props) {
  const [isOpen, setOpen] = useState(false)
  const isActive = trading.state === 'ACTIVE'
  if (isActive && !mayStop) return null
  return (
    <>
      <Button
        size="compact-sm"
        color={isActive ? 'gray' : 'red'}
        variant={isActive ? 'default' : 'filled'}
        leftSection={<IconHandStop size={16} aria-hidden />}
        onClick={() => setOpen(true)}
        aria-label={isActive ? 'Emergency stop' : `Spending is ${trading.state}`}
      >
        {isActive ? 'Stop' : trading.state}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={<Text fw={620}>{isActive ? 'Stop all spending?' : 'Spending is stopped'}</Text>}
      >
        <Stack gap="md">
          {isActive ? (
            <StopForm onDone={() => setOpen(false)} />
          ) : (
            <>
              <Stopped trading={trading} mayResume={mayResume} userId={userId} />
              {mayStop && trading.state === 'REDUCING' ? <StopForm onDone={() => setOpen(false)} /> : null}
            </>
          )}
        </Stack>
      </Modal>
    </>
  )
}

function StopForm({ onDone }: { onDone: () => void }) {
  const router = useRouter()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()
  const [isWorking, setWorking] = useState(false)
  async function stop() {
    setWorking(true)
    const answer = await settleAction(
      stopAction({ state: 'HALTED', reason: reason.trim() || 'Stopped in the console' }),
    )
    setWorking(false)
    if (!answer.ok) return setProblem(answer.problem.message)
    router.refresh()
    onDone()
  }
  return (
    <>
      <Text size="sm">
        No trade is approved or placed until two admins agree to resume. What is held stays held, and trades
        can still be cancelled and settled.
      </Text>
      <Textarea
        label="Reason"
        description="Everybody who looks here will read it."
        value={reason}
        maxLength={500}
        autosize
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <FormProblem>{problem}</FormProblem>
      <Button color="red" onClick={stop} loading={isWorking} data-autofocus>
        Stop all spending
      </Button>
    </>
  )
}

function Stopped({ trading, mayResume, userId }: Omit<Props, 'mayStop'>) {
  const { state, reason, by_name, in_flight } = trading
  return (
    <>
      <Text size="sm">
        <Badge color="red" mr="xs">
          {state}
        </Badge>
        {by_name ?? 'The system'}: {reason}
      </Text>
      <Text size="sm" c="dimmed">
        {in_flight.length === 0
          ? 'No orders are being placed.'
          : `Still being placed: ${in_flight.map(({ external_ref, id }) => external_ref ?? id).join(', ')}`}
      </Text>
      {mayResume ? <ResumeForm trading={trading} userId={userId} /> : null}
    </>
  )
}
