'use client'

import { NavLink, Text } from '@mantine/core'
import { IconKey, IconPackageExport, IconShieldLock } from '@tabler/icons-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'

export function Navigation({ mayManageKeys }: { mayManageKeys: boolean }) {
  const pathname = usePathname()
  const settings = [
    ...(mayManageKeys ? [{ href: '/settings/api-keys', label: 'API keys', icon: IconKey }] : []),
    { href: '/settings/password', label: 'Password', icon: IconShieldLock },
  ]
  return (
    <>
      <Entry
        href="/exports"
        label="Exports"
        icon={IconPackageExport}
        isCurrent={pathname.startsWith('/exports')}
      />
      <Text size="xs" fw={600} c="dimmed" mt="lg" mb={4} px="sm" id="navigation-settings">
        Settings
      </Text>
      <section aria-labelledby="navigation-settings">
        {settings.map((entry) => (
          <Entry key={entry.href} {...entry} isCurrent={pathname === entry.href} />
        ))}
      </section>
    </>
  )
}

interface EntryProps {
  href: string
  label: string
  icon: typeof IconKey
  isCurrent: boolean
}

function Entry({ href, label, icon: Icon, isCurrent }: EntryProps) {
  return (
    <NavLink
      component={Link}
      href={href}
      label={label}
      active={isCurrent}
      aria-current={isCurrent ? 'page' : undefined}
      leftSection={<Icon size={18} stroke={1.7} aria-hidden />}
      style={{ borderRadius: 'var(--mantine-radius-sm)' }}
      py={7}
    />
  )
}
