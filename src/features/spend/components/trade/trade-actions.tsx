'use client'

import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { FormFrame } from '#src/components/dialogs/form-frame.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import {
  approveTradeAction,
  cancelTradeAction,
  rejectTradeAction,
  settleTradeAction,
} from '../../console/actions.ts'
import { toDecimal, toMinorUnits } from '../../decimals.ts'
import type { TradeDetails } from '../../trades/schema.ts'

/** What can be done with a trade in its state. */
export function TradeActions({ trade, mayApprove }: { trade: TradeDetails; mayApprove: boolean }) {
  const router = useRouter()
  const [task, setTask] = useState<'settle' | 'cancel' | 'reject'>()
  const { status, settled } = trade
  const isWaiting = status === 'awaiting_approval'
  const isCancellable = isWaiting || status === 'reserved' || (status === 'placed' && settled === 0)
  async function approve() {
    const answer = await settleAction(approveTradeAction(trade.id))
    const message = answer.ok ? 'The trade was approved.' : answer.problem.message
    notifications.show({ message, ...(answer.ok ? {} : { color: 'red' }) })
    router.refresh()
  }
  const close = () => setTask(undefined)
  return (
    <>
      {isCancellable ? (
        <Button variant="default" onClick={() => setTask('cancel')}>
          Cancel the trade
        </Button>
      ) : null}
      {isWaiting && mayApprove ? (
        <>
          <Button variant="default" onClick={() => setTask('reject')}>
            Reject
          </Button>
          <Button onClick={approve}>Approve</Button>
        </>
      ) : null}
      {status === 'placed' ? <Button onClick={() => setTask('settle')}>Settle</Button> : null}
      <SettleDialog trade={trade} opened={task === 'settle'} onClose={close} />
      <EndDialog trade={trade} task="cancel" opened={task === 'cancel'} onClose={close} />
      <EndDialog trade={trade} task="reject" opened={task === 'reject'} onClose={close} />
    </>
  )
}

interface DialogProps {
  trade: TradeDetails
  opened: boolean
  onClose: () => void
}

function SettleDialog({ trade: { id, reserved, currency }, opened, onClose }: DialogProps) {
  const form = useForm({
    initialValues: { amount: toDecimal(reserved, currency) },
    validate: {
      amount: (value) => ((toMinorUnits(value, currency) ?? 0) > 0 ? null : 'Enter an amount such as 12.50'),
    },
  })
  return (
    <FormFrame
      title="Settle the trade"
      opened={opened}
      onClose={onClose}
      form={form}
      submitLabel="Settle"
      done="The invoice was recorded."
      send={({ amount }) => settleTradeAction(id, toMinorUnits(amount, currency)!)}
    >
      <TextInput
        label={`Amount of the invoice in ${currency}`}
        description={`At most ${toDecimal(reserved, currency)}, which is held. What is left is given back.`}
        inputMode="decimal"
        data-autofocus
        {...form.getInputProps('amount')}
      />
    </FormFrame>
  )
}

const ends = {
  cancel: {
    title: 'Cancel the trade',
    submit: 'Cancel the trade',
    done: 'The trade was cancelled.',
    send: cancelTradeAction,
  },
  reject: {
    title: 'Reject the trade',
    submit: 'Reject',
    done: 'The trade was rejected.',
    send: rejectTradeAction,
  },
}

function EndDialog({ trade, task, opened, onClose }: DialogProps & { task: keyof typeof ends }) {
  const { title, submit, done, send } = ends[task]
  const form = useForm({
    initialValues: { reason: '' },
    validate: { reason: (value) => (value.trim() ? null : 'Enter a reason') },
  })
  return (
    <FormFrame
      title={title}
      opened={opened}
      onClose={onClose}
      form={form}
      submitLabel={submit}
      done={done}
      send={({ reason }) => send(trade.id, reason.trim())}
    >
      <TextInput
        label="Reason"
        description="What is held for it is given back to its budgets."
        maxLength={500}
        data-autofocus
        {...form.getInputProps('reason')}
      />
    </FormFrame>
  )
}
