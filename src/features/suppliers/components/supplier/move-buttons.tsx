'use client'

import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ConfirmDialog } from '#src/components/dialogs/confirm-dialog.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { changeSupplierAction } from '../../actions.ts'
import type { SupplierResource } from '../../record/schema.ts'

type Status = SupplierResource['status']

/** The moves that this person may make from the supplier's state. */
export function MoveButtons({ supplier }: { supplier: SupplierResource }) {
  const router = useRouter()
  const [chosen, setChosen] = useState<Status>()
  const { id, name, version, legal_moves } = supplier
  const { title, label, explanation, done } = moves[chosen ?? 'active']

  async function move(): Promise<string | undefined> {
    const answer = await settleAction(changeSupplierAction({ id, status: chosen }, version))
    if (!answer.ok) return answer.problem.message
    notifications.show({ message: `${name} ${done}` })
    router.refresh()
    return undefined
  }

  return (
    <>
      {legal_moves.map((to) => (
        <Button key={to} variant="default" onClick={() => setChosen(to)}>
          {moves[to].label}
        </Button>
      ))}
      <ConfirmDialog
        opened={chosen !== undefined}
        onClose={() => setChosen(undefined)}
        title={`${title} ${name}?`}
        confirmLabel={label}
        onConfirm={move}
      >
        {explanation}
      </ConfirmDialog>
    </>
  )
}

const moves: Record<Status, { title: string; label: string; explanation: string; done: string }> = {
  pending: { title: '', label: '', explanation: '', done: '' },
  active: {
    title: 'Activate',
    label: 'Activate',
    explanation: 'Its prices count again, and it can be invited to requests for proposal.',
    done: 'is active.',
  },
  suspended: {
    title: 'Suspend',
    label: 'Suspend',
    explanation: 'Nothing new is ordered from it until you activate it again. Its prices stay on record.',
    done: 'is suspended.',
  },
  inactive: {
    title: 'Deactivate',
    label: 'Deactivate',
    explanation: 'It stays on record with its contacts and prices. You can activate it again.',
    done: 'is inactive.',
  },
}
