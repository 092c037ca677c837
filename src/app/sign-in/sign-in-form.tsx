'use client'

import { Alert, Button, Group, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconAlertTriangle, IconLock } from '@tabler/icons-react'
import { signIn } from 'next-auth/react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { ColorSchemeChoice } from '#src/components/color-scheme-choice.tsx'
import { Logo } from '#src/components/logo.tsx'
import classes from './sign-in.module.css'

type Refusal = 'wrong' | 'blocked' | 'unavailable'

export function SignInForm({ next }: { next: string }) {
  const [refusal, setRefusal] = useState<Refusal>()
  const [isChecking, setChecking] = useState(false)
  const [isReady, setReady] = useState(false)
  const password = useRef<HTMLInputElement>(null)
  useEffect(() => setReady(true), [])

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setChecking(true)
    setRefusal(undefined)
    const found = await tryToSignIn(String(form.get('email')), String(form.get('password')))
    if (!found) {
      window.location.assign(next)
      return
    }
    setChecking(false)
    setRefusal(found)
    password.current?.select()
  }

  return (
    <div className={classes.page}>
      <main className={classes.main}>
        <Group gap="xs" justify="center" mb="lg">
          <Logo size={34} />
          <Text fw={650} fz={22} component="span">
            Waybill
          </Text>
        </Group>
        <Paper p="xl" radius="md" shadow="xs">
          <form method="post" onSubmit={submit}>
            <Stack gap="md">
              <Title order={1} size="h2">
                Sign in
              </Title>
              {refusal ? <RefusalMessage refusal={refusal} /> : null}
              <TextInput
                name="email"
                type="email"
                label="Email"
                autoComplete="username"
                required
                withAsterisk={false}
                autoFocus
              />
              <PasswordInput
                ref={password}
                name="password"
                label="Password"
                autoComplete="current-password"
                required
                withAsterisk={false}
                visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
              />
              <Button type="submit" loading={isChecking} disabled={!isReady} fullWidth mt="xs">
                Sign in
              </Button>
            </Stack>
          </form>
        </Paper>
        <Text size="sm" c="dimmed" ta="center" mt="md">
          No account, or the password is lost? An admin of your company can help.
        </Text>
      </main>
      <footer className={classes.footer}>
        <ColorSchemeChoice />
      </footer>
    </div>
  )
}

function RefusalMessage({ refusal }: { refusal: Refusal }) {
  if (refusal === 'blocked') {
    return (
      <Alert color="amber" icon={<IconLock aria-hidden />} title="Too many wrong passwords" role="alert">
        Sign-in is closed for 15 minutes to keep your account safe. Wait, then try again with the right
        password; trying earlier does not help. If it was not you who tried, tell an admin.
      </Alert>
    )
  }
  if (refusal === 'wrong') {
    return (
      <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title="That did not match" role="alert">
        The email or the password is wrong. After five wrong passwords sign-in is closed for 15 minutes.
      </Alert>
    )
  }
  return (
    <Alert
      color="red"
      icon={<IconAlertTriangle aria-hidden />}
      title="The sign-in could not be checked"
      role="alert"
    >
      The server did not answer as it should. Try again in a few seconds.
    </Alert>
  )
}

async function tryToSignIn(email: string, password: string): Promise<Refusal | undefined> {
  try {
    const result = await signIn('credentials', { redirect: false, email, password })
    if (result?.ok && !result.error) return undefined
    if (result?.error === 'blocked') return 'blocked'
    return result?.error === 'CredentialsSignin' ? 'wrong' : 'unavailable'
  } catch {
    return 'unavailable'
  }
}
