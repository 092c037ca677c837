'use client'

import {
  Avatar,
  Box,
  type MantineColorScheme,
  Menu,
  Text,
  UnstyledButton,
  useMantineColorScheme,
  VisuallyHidden,
} from '@mantine/core'
import { useMounted } from '@mantine/hooks'
import { IconChevronDown, IconLogout } from '@tabler/icons-react'
import classes from './user-menu.module.css'

export interface Person {
  name: string
  email: string
  role: string
  tenantName: string
}

export function UserMenu({ person }: { person: Person }) {
  const { name, email, role, tenantName } = person
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const isMounted = useMounted()
  return (
    <Menu position="bottom-end" width={270}>
      <Menu.Target>
        <UnstyledButton className={classes.target}>
          <Avatar name={name} size={30} color="petrol" aria-hidden />
          <VisuallyHidden>Account:</VisuallyHidden>
          <VisuallyHidden hiddenFrom="sm">{name}</VisuallyHidden>
          <Text size="sm" fw={550} visibleFrom="sm" truncate maw={160}>
            {name}
          </Text>
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Box px="sm" pt="xs" pb="sm">
          <Text fw={600} size="sm">
            {name}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {email}
          </Text>
          <Text size="xs" c="dimmed" mt={4}>
            {role}, {tenantName}
          </Text>
        </Box>
        <Menu.Divider />
        <Menu.Label>Appearance</Menu.Label>
        <Menu.RadioGroup
          value={isMounted ? colorScheme : 'auto'}
          onChange={(value) => setColorScheme(value as MantineColorScheme)}
        >
          <Menu.RadioItem value="light">Light</Menu.RadioItem>
          <Menu.RadioItem value="dark">Dark</Menu.RadioItem>
          <Menu.RadioItem value="auto">Same as system</Menu.RadioItem>
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={leave}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

async function leave() {
  // Only here: a page does not load what one click in a hundred pages needs.
  const { signOut } = await import('next-auth/react')
  await signOut({ redirect: false })
  window.location.assign('/sign-in')
}
