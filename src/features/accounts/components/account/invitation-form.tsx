'use client'

import { Alert, Button, Paper, PasswordInput, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useEffect, useState, useTransition } from 'react'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { acceptInvitationAction, readInvitationAction } from '../../actions.ts'
import { shortestPassword } from '../../record/shortest-password.ts'

type Link = 'reading' | { email: string; firstName: string } | { problem: string }

const unusable = 'This link is incomplete. Open it again from the email, or ask an admin for a new one.'

export function InvitationForm() {
  const [link, setLink] = useState<Link>('reading')
  const [isSaving, startSaving] = useTransition()
  const [problem, setProblem] = useState<string>()
  const form = useForm({
    initialValues: { password: '', repeated: '' },
    validate: {
      password: (value) =>
        value.length >= shortestPassword ? null : `Use at least ${shortestPassword} characters`,
      repeated: (value, { password }) => (value === password ? null : 'The passwords do not match'),
    },
  })
  useEffect(() => {
    readLink().then(setLink)
  }, [])

  function save({ password }: { password: string }) {
    setProblem(undefined)
    startSaving(async () => {
      const answer = await settleAction(acceptInvitationAction({ token: token(), password }))
      if (answer.ok) return window.location.assign('/sign-in?notice=password-set')
      const weak = answer.problem.errors.find(({ path }) => path === 'password')
      if (weak) form.setFieldError('password', `It ${weak.message}`)
      else setProblem(answer.problem.message)
    })
  }

  if (link === 'reading') return <Skeleton height={320} aria-label="Checking the link" />
  if ('problem' in link) {
    return (
      <Stack gap="md">
        <Title order={1} size="h2">
          This link cannot be used
        </Title>
        <Alert color="amber" icon={<IconAlertTriangle aria-hidden />} role="alert">
          {link.problem}
        </Alert>
        <LinkButton href="/sign-in" variant="default">
          Go to sign-in
        </LinkButton>
      </Stack>
    )
  }
  return (
    <Paper p="xl">
      <form onSubmit={form.onSubmit(save)} noValidate>
        <Stack gap="md">
          <Title order={1} size="h2">
            Welcome, {link.firstName}
          </Title>
          <Text size="sm">Choose a password for {link.email}.</Text>
          <FormProblem>{problem}</FormProblem>
          <input type="hidden" name="username" autoComplete="username" value={link.email} readOnly />
          <PasswordInput
            label="Password"
            description={`At least ${shortestPassword} characters. A few unrelated words are easy to remember and hard to guess.`}
            autoComplete="new-password"
            {...toggle}
            {...form.getInputProps('password')}
          />
          <PasswordInput
            label="Repeat password"
            autoComplete="new-password"
            {...toggle}
            {...form.getInputProps('repeated')}
          />
          <Button type="submit" loading={isSaving} fullWidth>
            Set password
          </Button>
        </Stack>
      </form>
    </Paper>
  )
}

const toggle = { visibilityToggleButtonProps: { 'aria-label': 'Show the password' } }

const token = () => window.location.hash.slice(1)

async function readLink(): Promise<Link> {
  if (!token()) return { problem: unusable }
  const answer = await settleAction(readInvitationAction(token()))
  if (answer.ok) return answer.data
  return { problem: answer.problem.code === 'invalid_request' ? unusable : answer.problem.message }
}
