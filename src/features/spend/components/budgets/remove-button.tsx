'use client'

import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ConfirmDialog } from '#src/components/dialogs/confirm-dialog.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { removeLimitAction } from '../../console/actions.ts'
import type { LimitResource } from '../../limits/schema.ts'

export function RemoveButton({ limit: { id, version, scope, currency } }: { limit: LimitResource }) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  async function remove(): Promise<string | undefined> {
    const answer = await settleAction(removeLimitAction(id, version))
    if (!answer.ok) return answer.problem.message
    notifications.show({ message: 'The budget is no longer in force.' })
    router.refresh()
    return undefined
  }
  return (
    <>
      <Button size="compact-sm" variant="subtle" color="red" onClick={() => setOpen(true)}>
        Remove
      </Button>
      <ConfirmDialog
        opened={isOpen}
        onClose={() => setOpen(false)}
        title="Remove this budget?"
        confirmLabel="Remove the budget"
        onConfirm={remove}
      >
        {scope === 'tenant'
          ? `Nothing more can be bought in ${currency}. What is committed stays committed.`
          : 'It no longer limits anything. The budget of the company still does.'}
      </ConfirmDialog>
    </>
  )
}
