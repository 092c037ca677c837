'use client'

import { Collapse, NavLink, UnstyledButton } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconChevronDown } from '@tabler/icons-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { type ReactNode, useId } from 'react'
import classes from './navigation.module.css'
import { currentItem, type NavigationItem, navigationGroups } from './navigation-items.ts'

/** The groups that somebody closed stay closed on this browser. */
const closedKey = 'waybill-closed-groups'

export function Navigation({ items }: { items: NavigationItem[] }) {
  const current = currentItem(items, usePathname())
  const [closed, setClosed] = useLocalStorage<string[]>({ key: closedKey, defaultValue: [] })
  const toggle = (group: string) =>
    setClosed((before) =>
      before.includes(group) ? before.filter((name) => name !== group) : [...before, group],
    )
  return navigationGroups.map((group) => {
    const inGroup = items.filter((item) => item.group === group)
    if (inGroup.length === 0) return null
    const links = inGroup.map((item) => <Entry key={item.href} item={item} isCurrent={item === current} />)
    if (group === 'Home') return <div key={group}>{links}</div>
    return (
      <Group key={group} name={group} isOpen={!closed.includes(group)} onToggle={() => toggle(group)}>
        {links}
      </Group>
    )
  })
}

interface GroupProps {
  name: string
  isOpen: boolean
  onToggle: () => void
  children: ReactNode
}

function Group({ name, isOpen, onToggle, children }: GroupProps) {
  const id = useId()
  return (
    <section aria-label={name} className={classes.group}>
      <UnstyledButton
        className={classes.heading}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={onToggle}
      >
        {name}
        <IconChevronDown
          size={14}
          aria-hidden
          className={classes.chevron}
          data-closed={!isOpen || undefined}
        />
      </UnstyledButton>
      <Collapse expanded={isOpen} id={id}>
        {children}
      </Collapse>
    </section>
  )
}

function Entry({ item, isCurrent }: { item: NavigationItem; isCurrent: boolean }) {
  const { href, label, icon: Icon } = item
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
