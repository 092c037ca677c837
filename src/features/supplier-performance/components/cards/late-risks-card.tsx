'use client'

import { Anchor, Group, Stack, Text } from '@mantine/core'
import { IconTruckDelivery } from '@tabler/icons-react'
import Link from 'next/link'
import { Card } from '#src/components/card.tsx'
import { Day } from '#src/components/format/day.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatCount } from '#src/components/format/quantities.ts'
import type { PredictionResource } from '../../record/schema.ts'
import { RiskBadge } from '../risk/risk-badge.tsx'

/** On the home page: lines that are more likely late than not, the first of them with their first reason. */
export function LateRisksCard({ count, lines }: { count: number; lines: PredictionResource[] }) {
  const { locale } = useFormats()
  return (
    <Card
      title="Deliveries at risk"
      aside={
        <Anchor component={Link} href="/insights/suppliers" size="sm" suppressHydrationWarning>
          {count > lines.length ? `All ${formatCount(locale, count)}` : 'Supplier performance'}
        </Anchor>
      }
    >
      <Stack gap="sm">
        {lines.map(({ id, order_id, order_no, line_no, description, supplier_name, ...line }) => (
          <Group key={id} wrap="nowrap" align="flex-start" gap="sm">
            <Text c="dimmed" lh={1} pt={4} component="span">
              <IconTruckDelivery size={18} aria-hidden />
            </Text>
            <div style={{ flex: 1, minWidth: 0 }}>
              <Anchor
                component={Link}
                href={`/orders/${order_id}`}
                prefetch={false}
                size="sm"
                fw={600}
                py={2}
                c="inherit"
                style={{ overflowWrap: 'anywhere' }}
              >
                {`${order_no} line ${line_no}: ${description}`}
              </Anchor>
              <Text size="xs" c="dimmed">
                {supplier_name}, promised for <Day day={line.promised_on} />. {line.reasons[0]?.text}
              </Text>
            </div>
            <RiskBadge probability={line.probability} />
          </Group>
        ))}
      </Stack>
    </Card>
  )
}
