'use client'

import { Modal, Stack, Text } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState, useTransition } from 'react'
import type { Answer } from '#src/lib/http/action.ts'
import { FormProblem } from '../forms/form-problem.tsx'
import { settleAction } from '../settle-action.ts'
import { DialogActions } from './dialog-actions.tsx'

interface Props<Values> {
  title: string
  opened: boolean
  onClose: () => void
  form: UseFormReturnType<Values>
  submitLabel: string
  /** Told when it worked. */
  done: string
  send: (values: Values) => Promise<Answer<unknown>>
  children: ReactNode
}

/** A dialog that sends one form: what the server refuses stands at its field, or on top. */
export function FormFrame<Values extends object>(props: Props<Values>) {
  const { title, opened, onClose, form, submitLabel, done, send, children } = props
  const router = useRouter()
  const [isSending, startSending] = useTransition()
  const [problem, setProblem] = useState<string>()

  function close() {
    setProblem(undefined)
    form.reset()
    onClose()
  }

  function submit(values: Values) {
    setProblem(undefined)
    startSending(async () => {
      const answer = await settleAction(send(values))
      if (answer.ok) {
        notifications.show({ message: done })
        router.refresh()
        return close()
      }
      const { errors, message } = answer.problem
      const known = errors.filter(({ path }) => path in form.getValues())
      if (known.length === 0) setProblem(message)
      form.setErrors(Object.fromEntries(known.map((error) => [error.path, `It ${error.message}`])))
    })
  }

  return (
    <Modal opened={opened} onClose={close} title={<Text fw={620}>{title}</Text>}>
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <Stack gap="md">
          <FormProblem>{problem}</FormProblem>
          {children}
          <DialogActions submitLabel={submitLabel} isSending={isSending} onClose={close} />
        </Stack>
      </form>
    </Modal>
  )
}
