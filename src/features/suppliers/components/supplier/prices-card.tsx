'use client'

import { ActionIcon, Badge, Button, Table, Text, VisuallyHidden } from '@mantine/core'
import { IconPencil, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatDay } from '#src/components/format/instants.ts'
import { formatCount, formatDecimal } from '#src/components/format/quantities.ts'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { PriceResource } from '../../prices/schema.ts'
import type { SupplierResource } from '../../record/schema.ts'
import { PriceDialog } from './price-dialog.tsx'

interface Props {
  supplier: SupplierResource
  mayWrite: boolean
}

const shownAtFirst = 25

export function PricesCard({ supplier, mayWrite }: Props) {
  const [edited, setEdited] = useState<PriceResource | 'new'>()
  const [showsAll, setShowsAll] = useState(false)
  const items = supplier.items ?? []
  const shown = showsAll ? items : items.slice(0, shownAtFirst)
  return (
    <Card
      title="Price list"
      aside={
        mayWrite ? (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => setEdited('new')}
          >
            Add price
          </Button>
        ) : null
      }
    >
      {items.length === 0 ? (
        <Text size="sm" c="dimmed">
          No prices yet{mayWrite ? '. Add what it asks for an item to compare it with others.' : '.'}
        </Text>
      ) : (
        <WideTable
          label="Prices"
          width="36rem"
          head={
            <Table.Tr>
              <Table.Th miw="10rem">Item</Table.Th>
              <Table.Th ta="right">Price</Table.Th>
              <Table.Th ta="right">Pack</Table.Th>
              <Table.Th ta="right">Minimum</Table.Th>
              <Table.Th miw="8.5rem">Valid</Table.Th>
              {mayWrite ? (
                <Table.Th w={50}>
                  <VisuallyHidden>Actions</VisuallyHidden>
                </Table.Th>
              ) : null}
            </Table.Tr>
          }
        >
          {shown.map((item) => (
            <Line key={item.id} item={item} {...(mayWrite ? { onEdit: () => setEdited(item) } : {})} />
          ))}
        </WideTable>
      )}
      {shown.length < items.length ? (
        <Button variant="subtle" size="xs" mt="xs" onClick={() => setShowsAll(true)}>
          Show all {items.length} prices
        </Button>
      ) : null}
      {edited ? (
        <PriceDialog
          supplier={supplier}
          item={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      ) : null}
    </Card>
  )
}

const validities = {
  past: { label: 'Ended', color: 'gray' },
  current: { label: 'Current', color: 'green' },
  future: { label: 'To come', color: 'blue' },
}

function Line({ item, onEdit }: { item: PriceResource; onEdit?: () => void }) {
  const { locale } = useFormats()
  const { sku, product_name, price, currency, pack_size, minimum_quantity, validity } = item
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'break-word' }}>
        <Text size="sm">{product_name}</Text>
        <Text size="xs" c="dimmed">
          {sku}
        </Text>
      </Table.Td>
      <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }} suppressHydrationWarning>
        {formatDecimal(locale, price.replace(/(\.\d\d)(\d*?)0+$/, '$1$2'))} {currency}
      </Table.Td>
      <Table.Td ta="right" suppressHydrationWarning>
        {formatCount(locale, pack_size)}
      </Table.Td>
      <Table.Td ta="right" suppressHydrationWarning>
        {formatCount(locale, minimum_quantity)}
      </Table.Td>
      <Table.Td>
        <Badge size="sm" color={validities[validity].color}>
          {validities[validity].label}
        </Badge>
        <Text size="xs" c="dimmed" suppressHydrationWarning>
          {period(item, locale)}
        </Text>
      </Table.Td>
      {onEdit ? (
        <Table.Td ta="right">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Edit the price of ${product_name} from ${item.valid_from}`}
            onClick={onEdit}
          >
            <IconPencil size={17} aria-hidden />
          </ActionIcon>
        </Table.Td>
      ) : null}
    </Table.Tr>
  )
}

function period({ valid_from, valid_until }: PriceResource, locale: string): string {
  const day = (text: string) => formatDay(`${text}T00:00:00Z`, { locale, timeZone: 'UTC' })
  return valid_until === null ? `from ${day(valid_from)}` : `${day(valid_from)} – ${day(valid_until)}`
}
