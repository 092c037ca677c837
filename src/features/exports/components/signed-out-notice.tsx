'use client'

import { Alert, Anchor } from '@mantine/core'
import { IconLogout } from '@tabler/icons-react'
import { signInHref } from './sign-in-link.ts'

export function SignedOutNotice() {
  return (
    <Alert color="amber" icon={<IconLogout aria-hidden />} mb="sm" role="alert">
      Your session has ended, so this page no longer updates.{' '}
      <Anchor href={signInHref()} inherit c="inherit" underline="always">
        Sign in again
      </Anchor>
    </Alert>
  )
}
