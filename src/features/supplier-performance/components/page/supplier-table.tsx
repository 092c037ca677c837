'use client'

import { Anchor, Table } from '@mantine/core'
import Link from 'next/link'
import { Card } from '#src/components/card.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatCount, formatDecimal } from '#src/components/format/quantities.ts'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { SupplierStanding } from '../../record/schema.ts'

/** The suppliers of open lines, those with most lines expected late first, beside how they delivered. */
export function SupplierTable({ suppliers }: { suppliers: SupplierStanding[] }) {
  const { locale } = useFormats()
  if (suppliers.length === 0) return null
  const decimal = (value: number | null, unit = '') =>
    value === null ? '–' : `${formatDecimal(locale, String(value))}${unit}`
  return (
    <Card
      title="Suppliers"
      aside={
        <Anchor component={Link} href="/data/supplier_scorecards" size="sm">
          All scorecards
        </Anchor>
      }
    >
      <WideTable
        label="Suppliers of open lines"
        width="46rem"
        head={
          <Table.Tr>
            <Table.Th>Supplier</Table.Th>
            <Table.Th ta="right">Open lines</Table.Th>
            <Table.Th ta="right">Expected late</Table.Th>
            <Table.Th ta="right">Deliveries, 12 months</Table.Th>
            <Table.Th ta="right">On time in full</Table.Th>
            <Table.Th ta="right">Days late, median</Table.Th>
            <Table.Th ta="right">Rejected</Table.Th>
          </Table.Tr>
        }
      >
        {suppliers.map((one) => (
          <Table.Tr key={one.id}>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>
              <Anchor component={Link} href={`/suppliers/${one.id}`} prefetch={false} size="sm">
                {one.name}
              </Anchor>
            </Table.Td>
            <Table.Td ta="right" suppressHydrationWarning>
              {formatCount(locale, one.open_lines)}
            </Table.Td>
            <Table.Td ta="right" fw={600} suppressHydrationWarning>
              {decimal(one.expected_late)}
            </Table.Td>
            <Table.Td ta="right" suppressHydrationWarning>
              {formatCount(locale, one.deliveries)}
            </Table.Td>
            <Table.Td ta="right" suppressHydrationWarning>
              {decimal(one.on_time_in_full, ' %')}
            </Table.Td>
            <Table.Td ta="right">{decimal(one.days_late)}</Table.Td>
            <Table.Td ta="right" suppressHydrationWarning>
              {decimal(one.reject_rate, ' %')}
            </Table.Td>
          </Table.Tr>
        ))}
      </WideTable>
    </Card>
  )
}
