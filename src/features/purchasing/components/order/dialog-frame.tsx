'use client'

import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { type FormEvent, type ReactNode, useState } from 'react'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import type { Answer } from '#src/lib/http/action.ts'
import { errorsByPath } from '../labels.ts'

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
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isSending}>
              {submitLabel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
