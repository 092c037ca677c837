'use client'

import { Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { type FormEvent, type ReactNode, useState } from 'react'
import { DialogActions } from '#src/components/dialogs/dialog-actions.tsx'
import { errorsByPath } from '#src/components/forms/errors-by-path.ts'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import type { Answer } from '#src/lib/http/action.ts'

interface Props<Output> {
  title: string
  submitLabel: string
  /** What was done, in a sentence. */
  done: (output: Output) => string
  send: () => Promise<Answer<Output>>
  onErrors: (errors: Record<string, string>) => void
  onClose: () => void
  children: ReactNode
}

/** A dialog about the lines of an order: what the server refuses stands at its line, and the sentence on top. */
export function DialogFrame<Output>(props: Props<Output>) {
  const { title, submitLabel, done, send, onErrors, onClose, children } = props
  const router = useRouter()
  const [problem, setProblem] = useState<string>()
  const [isSending, setSending] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    setSending(true)
    setProblem(undefined)
    onErrors({})
    const answer = await settleAction(send())
    setSending(false)
    if (!answer.ok) {
      onErrors(errorsByPath(answer.problem.errors))
      return setProblem(answer.problem.message)
    }
    notifications.show({ message: done(answer.data) })
    onClose()
    router.refresh()
  }

  return (
    <Modal opened onClose={onClose} size="xl" title={<Text fw={620}>{title}</Text>}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {children}
          <FormProblem>{problem}</FormProblem>
          <DialogActions submitLabel={submitLabel} isSending={isSending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  )
}
