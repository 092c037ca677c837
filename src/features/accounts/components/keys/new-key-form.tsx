'use client'

import { Radio, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { DialogActions } from '#src/components/dialogs/dialog-actions.tsx'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { createApiKeyAction } from '../../actions.ts'
import type { KeyAccess } from '../../record/schema.ts'

interface Values {
  name: string
  access: KeyAccess
  expires: string
}

const lifetimes = [
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
  { value: 'never', label: 'Never' },
]

/** What is shown once. */
export interface Created {
  key: string
  signing_secret: string
}

interface Props {
  onCreated: (created: Created) => void
  onCancel: () => void
}

export function NewKeyForm({ onCreated, onCancel }: Props) {
  const router = useRouter()
  const [isSaving, startSaving] = useTransition()
  const [problem, setProblem] = useState<string>()
  const form = useForm<Values>({
    initialValues: { name: '', access: 'everything', expires: '90' },
    validate: { name: (name) => (name.trim() ? null : 'Enter a name') },
  })

  function save({ name, access, expires }: Values) {
    setProblem(undefined)
    startSaving(async () => {
      const days = expires === 'never' ? null : Number(expires)
      const answer = await settleAction(createApiKeyAction({ name, access, expires_in_days: days }))
      if (answer.ok) {
        onCreated(answer.data)
        router.refresh()
        return
      }
      const { errors, message } = answer.problem
      const ofName = errors.find(({ path }) => path === 'name')
      if (ofName) form.setFieldError('name', `The name ${ofName.message}`)
      else setProblem(message)
    })
  }

  return (
    <form onSubmit={form.onSubmit(save)} noValidate>
      <Stack gap="md">
        <FormProblem>{problem}</FormProblem>
        <TextInput
          label="Name"
          description="The program that will use it, so that you know what stops working when you revoke it."
          placeholder="Accountant’s nightly import"
          maxLength={100}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Radio.Group label="Permissions" {...form.getInputProps('access')}>
          <Stack gap="xs" mt={6}>
            <Radio
              value="everything"
              label="Everything I can do"
              description="Start, cancel and delete exports, and download files. If you lose a permission, so does the key."
            />
            <Radio
              value="read_only"
              label="Read and download only"
              description="See exports and fetch their files, nothing else."
            />
          </Stack>
        </Radio.Group>
        <Select
          label="Expires"
          data={lifetimes}
          allowDeselect={false}
          w={200}
          {...form.getInputProps('expires')}
        />
        <DialogActions submitLabel="Create key" isSending={isSaving} onClose={onCancel} />
      </Stack>
    </form>
  )
}
