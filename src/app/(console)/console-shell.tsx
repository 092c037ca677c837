'use client'

import { AppShell, Burger, Group, ScrollArea, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { type ReactNode, useEffect } from 'react'
import { Logo } from '#src/components/logo.tsx'
import { useFocusKept } from '#src/components/use-focus-kept.ts'
import type { Permission } from '#src/lib/permissions.ts'
import classes from './console-shell.module.css'
import { HealthBanners } from './health-banners.tsx'
import { asideWidth, LearnerAside, LearnerButton, useLearnerAside } from './learner-aside.tsx'
import { Navigation } from './navigation.tsx'
import { permittedItems } from './navigation-items.ts'
import { PaletteButton } from './palette-button.tsx'
import { TemporaryPasswordBanner } from './temporary-password-banner.tsx'
import { type Person, UserMenu } from './user-menu.tsx'

interface Props {
  person: Person
  permissions: readonly Permission[]
  passwordIsTemporary: boolean
  /** Stands in the header of every page. */
  control: ReactNode
  children: ReactNode
}

export function ConsoleShell({ person, permissions, passwordIsTemporary, control, children }: Props) {
  const [isOpen, { toggle, close }] = useDisclosure()
  const pathname = usePathname()
  const items = permittedItems(permissions)
  const learns = permissions.includes('journeys.write')
  const learner = useLearnerAside(learns)
  useFocusKept()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the drawer closes when the page changes
  useEffect(close, [pathname, close])

  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      aside={{
        width: asideWidth,
        breakpoint: 'md',
        collapsed: { desktop: !learner.isOpen, mobile: !learner.isOpen },
      }}
      padding={{ base: 'sm', sm: 'lg' }}
    >
      <a className={classes.skip} href="#content">
        Skip to content
      </a>
      <AppShell.Header className={classes.header}>
        <Burger
          opened={isOpen}
          onClick={toggle}
          hiddenFrom="sm"
          size="sm"
          aria-label={isOpen ? 'Close the navigation' : 'Open the navigation'}
          aria-expanded={isOpen}
        />
        <Link href="/" className={classes.brand} aria-label="Waybill">
          <Logo />
          <Text component="span" fw={650} fz="lg" className={classes.word}>
            Waybill
          </Text>
        </Link>
        <Text component="span" className={classes.tenant} size="sm" visibleFrom="xs" truncate>
          {person.tenantName}
        </Text>
        <Group ml="auto" gap="xs" wrap="nowrap">
          {control}
          {learns ? <LearnerButton {...learner} /> : null}
          <PaletteButton items={items} findsExports={permissions.includes('exports.read')} />
          <UserMenu person={person} />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" className={classes.navbar} aria-label="Main">
        <ScrollArea type="auto" offsetScrollbars>
          <Navigation items={items} />
        </ScrollArea>
      </AppShell.Navbar>
      <AppShell.Main>
        <div id="content" tabIndex={-1} className={classes.content}>
          <HealthBanners seesExports={permissions.includes('exports.read')} />
          {passwordIsTemporary && pathname !== '/settings/password' ? <TemporaryPasswordBanner /> : null}
          {children}
        </div>
      </AppShell.Main>
      <LearnerAside {...learner} />
    </AppShell>
  )
}
