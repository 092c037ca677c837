'use client'

import { Anchor, Group, Stack, Text } from '@mantine/core'
import { IconBell, IconCalendarOff, IconChecklist, IconShoppingCart } from '@tabler/icons-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Card } from '#src/components/card.tsx'
import { Day } from '#src/components/format/day.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import type { Alert, Approval } from '../../governance/record/schema.ts'
import type { HeldSchedule } from '../../schedules/record/schema.ts'

/** What waits for this person besides exports; each list holds the first of them. */
export interface Attention {
  approvals: Approval[]
  alerts: Alert[]
  held: HeldSchedule[]
  /** Items that run out before an order would arrive: the first of them, and how many there are. */
  runOuts: { total: number; items: { item_id: string; sku: string; name: string; run_out_on: string }[] }
}

/** One line for each thing to decide or to look at, with the way to where that is done. */
export function AttentionCard({ approvals, alerts, held, runOuts }: Attention) {
  return (
    <Card title="Needs your decision">
      <Stack gap="sm">
        {approvals.map(({ export: found, reasons, requested_at }) => (
          <Item
            key={found.id}
            icon={<IconChecklist size={18} aria-hidden />}
            title={found.export_name}
            href={`/exports/${found.id}`}
            action={{ label: 'Decide', href: '/exports/approvals' }}
          >
            {found.creator.first_name} {found.creator.last_name} asked for approval{' '}
            <Timestamp at={requested_at} relative />. {reasons.join('. ')}.
          </Item>
        ))}
        {held.map(({ id, schedule_name, message }) => (
          <Item
            key={id}
            icon={<IconCalendarOff size={18} aria-hidden />}
            title={schedule_name}
            href={`/exports/schedules/${id}`}
            action={{ label: 'Resolve', href: `/exports/schedules/${id}` }}
          >
            The schedule is on hold. {message}
          </Item>
        ))}
        {alerts.map(({ id, export_name, creator, reasons, at }) => (
          <Item
            key={id}
            icon={<IconBell size={18} aria-hidden />}
            title={export_name}
            href={`/exports/${id}`}
            action={{ label: 'Review', href: '/exports/approvals' }}
          >
            Exported by {creator.first_name} {creator.last_name} <Timestamp at={at} relative />.{' '}
            {reasons.join('. ')}.
          </Item>
        ))}
        {runOuts.items.map(({ item_id, sku, name, run_out_on }) => (
          <Item
            key={item_id}
            icon={<IconShoppingCart size={18} aria-hidden />}
            title={`${name} (${sku})`}
            href={`/inventory/${item_id}`}
            action={{ label: 'Reorder', href: '/reorder' }}
          >
            It runs out on <Day day={run_out_on} />, before an order of today would arrive.
          </Item>
        ))}
        {runOuts.total > runOuts.items.length ? (
          <Text size="sm">
            <Anchor component={Link} href="/reorder" inherit>
              {`${runOuts.total - runOuts.items.length} more items run out`}
            </Anchor>
          </Text>
        ) : null}
      </Stack>
    </Card>
  )
}

interface ItemProps {
  icon: ReactNode
  title: string
  href: string
  action: { label: string; href: string }
  children: ReactNode
}

function Item({ icon, title, href, action, children }: ItemProps) {
  return (
    <Group wrap="nowrap" align="flex-start" gap="sm">
      <Text c="dimmed" lh={1} pt={4} component="span">
        {icon}
      </Text>
      <div style={{ flex: 1, minWidth: 0 }}>
        <Anchor
          component={Link}
          href={href}
          prefetch={false}
          size="sm"
          fw={600}
          py={2}
          c="inherit"
          style={{ overflowWrap: 'anywhere' }}
        >
          {title}
        </Anchor>
        <Text size="xs" c="dimmed">
          {children}
        </Text>
      </div>
      <LinkButton href={action.href} size="xs" variant="light" aria-label={`${action.label}: ${title}`}>
        {action.label}
      </LinkButton>
    </Group>
  )
}
