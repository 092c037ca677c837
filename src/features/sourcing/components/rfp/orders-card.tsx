'use client'

import { Anchor, Stack, Text } from '@mantine/core'
import Link from 'next/link'
import { Card } from '#src/components/card.tsx'
import { plural } from '#src/components/format/quantities.ts'
import type { RfpDetails } from '../../record/schema.ts'

/** What the award drafted, and which awarded lines are on no order. */
export function OrdersCard({ rfp: { orders, lines } }: { rfp: RfpDetails }) {
  const left = lines.filter((line) => line.awarded_response_id !== null && line.item_id === null)
  return (
    <Card title="Orders">
      <Stack gap="xs">
        {orders.map(({ id, order_no, supplier_name, status }) => (
          <Text key={id} size="sm">
            <Anchor component={Link} href={`/orders/${id}`} inherit>
              {order_no}
            </Anchor>
            {`: ${supplier_name}, ${statusWords[status]}`}
          </Text>
        ))}
        {left.length > 0 ? (
          <Text size="sm" c="dimmed">
            {`${plural(left.length, 'Line', 'Lines')} ${left.map(({ position }) => position).join(', ')}: no order was drafted, because no item is named.`}
          </Text>
        ) : null}
        {orders.length + left.length === 0 ? (
          <Text size="sm" c="dimmed">
            No order was drafted.
          </Text>
        ) : null}
      </Stack>
    </Card>
  )
}

const statusWords: Record<RfpDetails['orders'][number]['status'], string> = {
  draft: 'draft',
  submitted: 'waiting for approval',
  approved: 'approved',
  sent: 'sent',
  partially_received: 'partly received',
  received: 'received',
  closed: 'closed',
  cancelled: 'cancelled',
}
