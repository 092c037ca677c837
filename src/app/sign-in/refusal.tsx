'use client'

import { Alert } from '@mantine/core'
import { IconAlertTriangle, IconLock } from '@tabler/icons-react'

export type Refusal =
  | { kind: 'wrong' | 'unavailable' | 'busy' | 'no-account' | 'provider' }
  | { kind: 'blocked'; until: Date }

const messages = {
  wrong: {
    title: 'Wrong email or password',
    text: 'Check both and try again. After five wrong passwords you have to wait 15 minutes.',
  },
  unavailable: {
    title: 'Sign-in is not available right now',
    text: 'The server or its database cannot be reached. Try again in a few seconds.',
  },
  busy: {
    title: 'Too many people are signing in',
    text: 'Nothing is wrong with your password. Try again in a few seconds.',
  },
  'no-account': {
    title: 'You have no account here',
    text: 'Your identity provider knows you, but your email address has not been invited yet. Ask an admin of your company.',
  },
  provider: {
    title: 'The sign-in was not completed',
    text: 'Your identity provider did not confirm who you are. Try again, or sign in with your password.',
  },
}

export function RefusalMessage({ refusal }: { refusal: Refusal }) {
  if (refusal.kind === 'blocked') {
    return (
      <Alert color="amber" icon={<IconLock aria-hidden />} title="Too many wrong passwords" role="alert">
        You can sign in again at {clockTime(refusal.until)}. If that was not you, tell an admin.
      </Alert>
    )
  }
  const { title, text } = messages[refusal.kind]
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={title} role="alert">
      {text}
    </Alert>
  )
}

/** Rounded up, so that the first try at the time shown is taken. */
function clockTime(until: Date): string {
  const minute = 60_000
  const shown = new Date(Math.ceil(until.getTime() / minute) * minute)
  return shown.toLocaleTimeString(undefined, { hour: 'numeric', minute: '2-digit' })
}

/** What next-auth's answer to the form says; undefined when it let the person in. */
export function refusalIn(result: { ok: boolean; error: string | null } | undefined): Refusal | undefined {
  if (result?.ok && !result.error) return undefined
  const [code, until] = (result?.error ?? '').split(' ')
  if (code === 'blocked' && until) return { kind: 'blocked', until: new Date(until) }
  if (code === 'CredentialsSignin') return { kind: 'wrong' }
  return { kind: code === 'busy' ? 'busy' : 'unavailable' }
}
