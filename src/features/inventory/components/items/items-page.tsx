'use client'

import { Anchor, Button, Group, Paper, Select, Table, TextInput } from '@mantine/core'
import { IconPackage, IconSearch } from '@tabler/icons-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { EmptyState } from '#src/components/empty-state.tsx'
import { plural } from '#src/components/format/quantities.ts'
import { Count } from '#src/components/format/quantity.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { PageNumbers } from '#src/components/tables/page-numbers.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { EnhancedInventoryItem } from '../../schema.ts'
import { statuses } from '../statuses.ts'

interface Props {
  items: EnhancedInventoryItem[]
  search: string
  status: EnhancedInventoryItem['status'] | undefined
  page: number
  pages: number
  total: number
}

export function ItemsPage({ items, search, status, page, pages, total }: Props) {
  const router = useRouter()
  const [text, setText] = useState(search)
  const go = (wanted: { search: string; status: string | undefined }) => {
    const query = new URLSearchParams({
      ...(wanted.search ? { search: wanted.search } : {}),
      ...(wanted.status ? { status: wanted.status } : {}),
    })
    router.push(`/inventory${query.size > 0 ? `?${query}` : ''}`)
  }
  return (
    <>
      <PageHeader
        title="Inventory"
        description={
          <>
            <Count value={total} /> {plural(total, 'item')}. Every quantity is the sum of its ledger.
          </>
        }
        actions={
          <LinkButton href="/data/inventory" variant="default">
            Filter, sort and export
          </LinkButton>
        }
      />
      <search>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            go({ search: text.trim(), status })
          }}
        >
          <Group mb="md" gap="xs" align="end">
            <TextInput
              label="Search by SKU, name, barcode or brand"
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              leftSection={<IconSearch size={16} aria-hidden />}
              maxLength={200}
              w={{ base: '100%', xs: 320 }}
            />
            <Select
              label="Status"
              placeholder="All"
              data={Object.entries(statuses).map(([value, { label }]) => ({ value, label }))}
              value={status ?? null}
              onChange={(value) => go({ search: text.trim(), status: value ?? undefined })}
              clearable
              w={{ base: '100%', xs: 220 }}
            />
            <Button type="submit" variant="default">
              Search
            </Button>
          </Group>
        </form>
      </search>
      {items.length > 0 ? (
        <ItemsTable items={items} />
      ) : (
        <Paper>
          <EmptyState icon={<IconPackage aria-hidden />} title="No items found">
            Change the search or the status to see more.
          </EmptyState>
        </Paper>
      )}
      <PageNumbers page={page} pages={pages} />
    </>
  )
}

function ItemsTable({ items }: { items: EnhancedInventoryItem[] }) {
  return (
    <WideTable
      label="Items"
      width="48rem"
      head={
        <Table.Tr>
          <Table.Th>SKU</Table.Th>
          <Table.Th>Name</Table.Th>
          <Table.Th>Status</Table.Th>
          <Table.Th ta="right">On hand</Table.Th>
          <Table.Th ta="right">Reserved</Table.Th>
          <Table.Th ta="right">Available</Table.Th>
        </Table.Tr>
      }
    >
      {items.map(({ id, sku, name, status, onHand, reserved, available }) => (
        <Table.Tr key={id}>
          <Table.Td>
            <Anchor component={Link} href={`/inventory/${id}`} size="sm" style={{ whiteSpace: 'nowrap' }}>
              {sku}
            </Anchor>
          </Table.Td>
          <Table.Td style={{ overflowWrap: 'anywhere' }}>{name}</Table.Td>
          <Table.Td>
            <StatusBadge {...statuses[status]} />
          </Table.Td>
          <Table.Td ta="right">
            <Count value={onHand} />
          </Table.Td>
          <Table.Td ta="right">
            <Count value={reserved} />
          </Table.Td>
          <Table.Td ta="right" fw={600}>
            <Count value={available} />
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  )
}
