import { Alert, Anchor } from '@mantine/core'
import { IconShieldLock } from '@tabler/icons-react'
import Link from 'next/link'

export function TemporaryPasswordBanner() {
  return (
    <Alert color="amber" icon={<IconShieldLock aria-hidden />} mb="lg" data-no-print>
      You are using a temporary password.{' '}
      <Anchor component={Link} href="/settings/password" inherit underline="always" c="inherit" fw={600}>
        Choose your own
      </Anchor>{' '}
      so that only you know it.
    </Alert>
  )
}
