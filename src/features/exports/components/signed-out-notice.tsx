'use client'

import { Alert, Anchor } from '@mantine/core'
import { IconLogout } from '@tabler/icons-react'
import { usePathname } from 'next/navigation'

export function SignedOutNotice() {
  const pathname = usePathname()
  return (
    <Alert color="amber" icon={<IconLogout aria-hidden />} mb="sm" role="alert">
      You are signed out, so this page no longer updates.{' '}
      <Anchor
        href={`/sign-in?callbackUrl=${encodeURIComponent(pathname)}`}
        inherit
        c="inherit"
        underline="always"
      >
        Sign in again
      </Anchor>
    </Alert>
  )
}
