'use client'

import { Alert, Button, Paper, PasswordInput, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconCircleCheck } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { changePasswordAction } from '../../actions.ts'
import { shortestPassword } from '../../record/shortest-password.ts'

const empty = { current_password: '', new_password: '', repeated: '' }

interface Props {
  email: string
  /** Whoever had to choose a password goes on to the console then. */
  wasTemporary: boolean
}

export function PasswordForm({ email, wasTemporary }: Props) {
  const router = useRouter()
  const [isSaving, startSaving] = useTransition()
  const [outcome, setOutcome] = useState<'changed' | { problem: string }>()
  const form = useForm({
    initialValues: empty,
    validate: {
      current_password: (value) => (value ? null : 'Enter your current password'),
      new_password: (value) =>
        value.length >= shortestPassword ? null : `Use at least ${shortestPassword} characters`,
      repeated: (value, { new_password }) => (value === new_password ? null : 'The passwords do not match'),
    },
  })

  function save({ current_password, new_password }: typeof empty) {
    setOutcome(undefined)
    startSaving(async () => {
      const answer = await settleAction(changePasswordAction({ current_password, new_password }))
      if (answer.ok) {
        if (wasTemporary) return window.location.assign('/')
        form.reset()
        setOutcome('changed')
        return router.refresh()
      }
      const { errors, message } = answer.problem
      if (errors.length === 0) setOutcome({ problem: message })
      form.setErrors(Object.fromEntries(errors.map(({ path, message }) => [path, sentence(path, message)])))
    })
  }

  return (
    <Paper p="lg" maw={440}>
      <form onSubmit={form.onSubmit(save)} noValidate>
        <Stack gap="md">
          {outcome === 'changed' ? (
            <Alert color="green" icon={<IconCircleCheck aria-hidden />} role="status">
              Your password was changed. Your sessions on other devices have ended.
            </Alert>
          ) : null}
          <FormProblem>{typeof outcome === 'object' ? outcome.problem : null}</FormProblem>
          <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            {...toggle}
            {...form.getInputProps('current_password')}
          />
          <PasswordInput
            label="New password"
            description={`At least ${shortestPassword} characters. A few unrelated words are easy to remember and hard to guess.`}
            autoComplete="new-password"
            {...toggle}
            {...form.getInputProps('new_password')}
          />
          <PasswordInput
            label="Repeat new password"
            autoComplete="new-password"
            {...toggle}
            {...form.getInputProps('repeated')}
          />
          <Button type="submit" loading={isSaving}>
            Change password
          </Button>
          <Text size="xs" c="dimmed">
            The change is recorded in the audit trail; the password is not. It is stored only as a salted
            scrypt hash.
          </Text>
        </Stack>
      </form>
    </Paper>
  )
}

const toggle = { visibilityToggleButtonProps: { 'aria-label': 'Show the password' } }

function sentence(path: string, message: string): string {
  return path === 'current_password' ? `This ${message}` : `It ${message}`
}
