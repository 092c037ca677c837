'use client'

import { Anchor, Table, Text } from '@mantine/core'
import Link from 'next/link'
import { Day } from '#src/components/format/day.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatDecimal } from '#src/components/format/quantities.ts'
import { Count, Quantity } from '#src/components/format/quantity.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { OrderResource } from '../../orders/schema.ts'

export function LinesTable({ order }: { order: OrderResource }) {
  const { locale } = useFormats()
  return (
    <WideTable
      label="Order lines"
      width="56rem"
      head={
        <Table.Tr>
          <Table.Th miw="12rem">Item</Table.Th>
          <Table.Th ta="right">Ordered</Table.Th>
          <Table.Th ta="right">Price</Table.Th>
          <Table.Th ta="right">Amount</Table.Th>
          <Table.Th>Due</Table.Th>
          <Table.Th>Confirmed</Table.Th>
          <Table.Th ta="right">Received</Table.Th>
          <Table.Th ta="right">Rejected</Table.Th>
          <Table.Th ta="right">Open</Table.Th>
        </Table.Tr>
      }
    >
      {order.lines.map((line) => (
        <Table.Tr key={line.id}>
          <Table.Td>
            <Anchor component={Link} href={`/inventory/${line.item_id}`} inherit>
              {line.description}
            </Anchor>
            <Text size="xs" c="dimmed">
              {[line.sku, line.supplier_sku && `theirs: ${line.supplier_sku}`].filter(Boolean).join(' · ')}
            </Text>
          </Table.Td>
          <Table.Td ta="right">
            <Quantity value={line.quantity} unit={line.unit} />
          </Table.Td>
          <Table.Td ta="right">{formatDecimal(locale, line.price)}</Table.Td>
          <Table.Td ta="right">{formatDecimal(locale, line.amount)}</Table.Td>
          <Table.Td>
            <Day day={line.due_on} />
          </Table.Td>
          <Table.Td>{line.confirmed_on ? <Day day={line.confirmed_on} /> : '–'}</Table.Td>
          <Table.Td ta="right">
            <Count value={line.received} />
          </Table.Td>
          <Table.Td ta="right">
            <Count value={line.rejected} />
          </Table.Td>
          <Table.Td ta="right" fw={600}>
            <Count value={line.open} />
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  )
}
