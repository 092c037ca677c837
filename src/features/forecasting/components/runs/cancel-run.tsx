'use client'

import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { settleAction } from '#src/components/settle-action.ts'
import { cancelForecastAction } from '../../actions.ts'
import type { RunResource } from '../../record/schema.ts'

export function CancelRun({ run }: { run: RunResource }) {
  const router = useRouter()
  const [isSending, setSending] = useState(false)

  async function cancel() {
    setSending(true)
    const answer = await settleAction(cancelForecastAction({ id: run.id }))
    setSending(false)
    if (!answer.ok) notifications.show({ message: answer.problem.message, color: 'red' })
    router.refresh()
  }

  return (
    <Button variant="default" onClick={cancel} loading={isSending}>
      Cancel
    </Button>
  )
}
