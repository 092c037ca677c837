'use client'

import { Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { DialogActions } from '#src/components/dialogs/dialog-actions.tsx'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { inviteMemberAction } from '../../actions.ts'
import type { InviteMemberInput } from '../../record/schema.ts'
import { roleChoices, roleHints } from './roles.ts'

const empty: InviteMemberInput = { email: '', first_name: '', last_name: '', role: 'viewer' }

export function InviteForm({ isSuperAdmin, onDone }: { isSuperAdmin: boolean; onDone: () => void }) {
  const router = useRouter()
  const [isSaving, startSaving] = useTransition()
  const [problem, setProblem] = useState<string>()
  const form = useForm<InviteMemberInput>({
    initialValues: empty,
    validate: {
      email: (email) => (/^\S+@\S+$/.test(email.trim()) ? null : 'Enter an email address'),
      first_name: (name) => (name.trim() ? null : 'Enter a first name'),
      last_name: (name) => (name.trim() ? null : 'Enter a last name'),
    },
  })

  function save(values: InviteMemberInput) {
    setProblem(undefined)
    startSaving(async () => {
      const answer = await settleAction(inviteMemberAction({ ...values, email: values.email.trim() }))
      if (answer.ok) {
        notifications.show({
          title: 'Invitation sent',
          message: `${answer.data.email} has three days to choose a password.`,
        })
        router.refresh()
        return onDone()
      }
      const { errors, message } = answer.problem
      if (errors.length === 0) setProblem(message)
      form.setErrors(Object.fromEntries(errors.map((error) => [error.path, `It ${error.message}`])))
    })
  }

  return (
    <form onSubmit={form.onSubmit(save)} noValidate>
      <Stack gap="md">
        <FormProblem>{problem}</FormProblem>
        <TextInput
          label="Email"
          type="email"
          maxLength={320}
          data-autofocus
          {...form.getInputProps('email')}
        />
        <Group grow align="start">
          <TextInput label="First name" maxLength={100} {...form.getInputProps('first_name')} />
          <TextInput label="Last name" maxLength={100} {...form.getInputProps('last_name')} />
        </Group>
        <Select
          label="Role"
          description={roleHints[form.values.role]}
          data={roleChoices(isSuperAdmin)}
          allowDeselect={false}
          {...form.getInputProps('role')}
        />
        <Text size="sm" c="dimmed">
          They get an email with a one-time link for choosing a password.
        </Text>
        <DialogActions submitLabel="Send invitation" isSending={isSaving} onClose={onDone} />
      </Stack>
    </form>
  )
}
