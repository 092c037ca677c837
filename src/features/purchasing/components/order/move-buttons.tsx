'use client'

import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ConfirmDialog } from '#src/components/dialogs/confirm-dialog.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import type { Answer } from '#src/lib/http/action.ts'
import {
  approveOrderAction,
  cancelOrderAction,
  closeOrderAction,
  returnOrderAction,
  sendOrderAction,
  submitOrderAction,
} from '../../actions.ts'
import type { OrderResource } from '../../orders/schema.ts'
import { ReasonDialog } from '../reason-dialog.tsx'

interface Move {
  label: string
  explanation: string
  done: string
  asksWhy?: true
  run: (id: string, version: number, reason: string) => Promise<Answer<OrderResource>>
}

const moves: Record<string, Move> = {
  submit: {
    label: 'Submit',
    explanation:
      'Within your company’s limit it is approved at once. Otherwise someone else must approve it.',
    done: 'was submitted.',
    run: submitOrderAction,
  },
  approve: {
    label: 'Approve',
    explanation: 'It can then be sent. If anyone changes it, it needs approval again.',
    done: 'is approved.',
    run: approveOrderAction,
  },
  send: {
    label: 'Mark as sent',
    explanation: 'Send the printed order to the supplier. From then on it can no longer be changed.',
    done: 'is sent.',
    run: sendOrderAction,
  },
  return: {
    label: 'Return to draft',
    explanation: 'Its author can change it and submit it again.',
    done: 'is a draft again.',
    asksWhy: true,
    run: returnOrderAction,
  },
  close: {
    label: 'Close',
    explanation: 'Nothing more can be received. Say why if something is missing.',
    done: 'is closed.',
    asksWhy: true,
    run: closeOrderAction,
  },
  cancel: {
    label: 'Cancel order',
    explanation: 'It stays on record with its number. Tell the supplier if it was sent.',
    done: 'is cancelled.',
    asksWhy: true,
    run: cancelOrderAction,
  },
}

/** The moves that this person may make from the order's state; the first stands out unless receiving does. */
export function MoveButtons({ order }: { order: OrderResource }) {
  const router = useRouter()
  const [chosen, setChosen] = useState<string>()
  const legal = Object.keys(moves).filter((name) => name in order.links)
  const move = chosen === undefined ? undefined : moves[chosen]
  const close = () => setChosen(undefined)

  async function run(reason = ''): Promise<string | undefined> {
    const answer = await settleAction(move!.run(order.id, order.version, reason))
    if (!answer.ok) return answer.problem.message
    notifications.show({ message: `${order.order_no} ${move!.done}` })
    close()
    router.refresh()
    return undefined
  }

  return (
    <>
      {legal.map((name, index) => (
        <Button
          key={name}
          variant={index === 0 && !order.links.receive ? 'filled' : 'default'}
          onClick={() => setChosen(name)}
        >
          {moves[name]!.label}
        </Button>
      ))}
      {move?.asksWhy ? (
        <ReasonDialog
          title={`${move.label}: ${order.order_no}`}
          explanation={move.explanation}
          confirmLabel={move.label}
          needsReason={chosen !== 'close' || order.status !== 'received'}
          onClose={close}
          onConfirm={run}
        />
      ) : (
        <ConfirmDialog
          opened={move !== undefined}
          onClose={close}
          title={`${move?.label ?? ''}: ${order.order_no}`}
          confirmLabel={move?.label ?? ''}
          onConfirm={run}
        >
          {move?.explanation}
        </ConfirmDialog>
      )}
    </>
  )
}
