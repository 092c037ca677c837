'use client'

import { Anchor, Table, Text } from '@mantine/core'
import Link from 'next/link'
import { Day } from '#src/components/format/day.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { DeliverySummary } from '../../deliveries/schema.ts'
import { deliveryStatuses } from '../labels.ts'

export function DeliveriesTable({ deliveries }: { deliveries: DeliverySummary[] }) {
  if (deliveries.length === 0)
    return (
      <Text size="sm" c="dimmed">
        Nothing has arrived yet.
      </Text>
    )
  return (
    <WideTable
      label="Deliveries of this order"
      width="34rem"
      head={
        <Table.Tr>
          <Table.Th>Delivery</Table.Th>
          <Table.Th>Delivered</Table.Th>
          <Table.Th>Location</Table.Th>
          <Table.Th>Supplier’s note</Table.Th>
          <Table.Th>Status</Table.Th>
        </Table.Tr>
      }
    >
      {deliveries.map((delivery) => (
        <Table.Tr key={delivery.id}>
          <Table.Td>
            <Anchor component={Link} href={`/deliveries/${delivery.id}`} inherit>
              {delivery.delivery_no}
            </Anchor>
          </Table.Td>
          <Table.Td>
            <Day day={delivery.delivered_on} />
          </Table.Td>
          <Table.Td>{delivery.location_name}</Table.Td>
          <Table.Td>{delivery.reference ?? '–'}</Table.Td>
          <Table.Td>
            <StatusBadge {...deliveryStatuses[delivery.status]} />
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  )
}
