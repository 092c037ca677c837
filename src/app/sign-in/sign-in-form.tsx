'use client'

import {
  Alert,
  Button,
  Divider,
  Group,
  Paper,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { signIn } from 'next-auth/react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { ColorSchemeChoice } from '#src/components/color-scheme-choice.tsx'
import { Logo } from '#src/components/logo.tsx'
import { type Refusal, RefusalMessage, refusalIn } from './refusal.tsx'
import classes from './sign-in.module.css'

interface Props {
  /** Where the person goes on to. */
  next: string
  /** What the identity provider is called, where there is one. */
  provider: string | undefined
  /** How a sign-in at the identity provider ended. */
  refusedBefore: 'no-account' | 'provider' | undefined
  notice: 'password-set' | undefined
}

export function SignInForm({ next, provider, refusedBefore, notice }: Props) {
  const [refusal, setRefusal] = useState<Refusal | undefined>(refusedBefore && { kind: refusedBefore })
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
              {notice && !refusal ? (
                <Alert color="green" icon={<IconCircleCheck aria-hidden />} role="status">
                  Your password is set. Sign in with it.
                </Alert>
              ) : null}
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
              {provider ? (
                <>
                  <Divider label="or" />
                  <Button
                    variant="default"
                    fullWidth
                    h="auto"
                    mih={36}
                    py={6}
                    styles={{ label: { whiteSpace: 'normal' } }}
                    disabled={!isReady}
                    onClick={() => signIn('oidc', { callbackUrl: next })}
                  >
                    Continue with {provider}
                  </Button>
                </>
              ) : null}
            </Stack>
          </form>
        </Paper>
        <Text size="sm" c="dimmed" ta="center" mt="md">
          No account, or forgot your password? An admin of your company can send you a link.
        </Text>
      </main>
      <footer className={classes.footer}>
        <ColorSchemeChoice />
      </footer>
    </div>
  )
}

async function tryToSignIn(email: string, password: string): Promise<Refusal | undefined> {
  try {
    return refusalIn(await signIn('credentials', { redirect: false, email, password }))
  } catch {
    return { kind: 'unavailable' }
  }
}
