'use client'

import { Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { DialogActions } from '#src/components/dialogs/dialog-actions.tsx'
import { FormProblem } from '#src/components/forms/form-problem.tsx'

interface Props {
  title: string
  explanation: string
  confirmLabel: string
  needsReason: boolean
  onClose: () => void
  /** Resolves to a sentence when it did not work. */
  onConfirm: (reason: string) => Promise<string | undefined>
}

/** Asks for a reason before something is done that cannot be undone. */
export function ReasonDialog({ title, explanation, confirmLabel, needsReason, onClose, onConfirm }: Props) {
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()
  const [isWorking, setWorking] = useState(false)

  async function confirm(event: FormEvent) {
    event.preventDefault()
    if (needsReason && !reason.trim()) return setProblem('Say why.')
    setWorking(true)
    setProblem(await onConfirm(reason.trim()))
    setWorking(false)
  }

  return (
    <Modal opened onClose={onClose} title={<Text fw={620}>{title}</Text>}>
      <form onSubmit={confirm} noValidate>
        <Stack gap="md">
          <Text size="sm">{explanation}</Text>
          <TextInput
            label="Reason"
            required={needsReason}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            data-autofocus
          />
          <FormProblem>{problem}</FormProblem>
          <DialogActions
            submitLabel={confirmLabel}
            isSending={isWorking}
            cancelLabel="Back"
            onClose={onClose}
          />
        </Stack>
      </form>
    </Modal>
  )
}
