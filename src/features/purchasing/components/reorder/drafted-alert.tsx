'use client'

import { Alert, Anchor, List, Text } from '@mantine/core'
import { IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import Link from 'next/link'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatDecimal, plural } from '#src/components/format/quantities.ts'
import type { OrderedSuggestions } from '../../reorder/schema.ts'

/** The drafts that were made, and what was left out with the reason. */
export function DraftedAlert({ done, onClose }: { done: OrderedSuggestions; onClose: () => void }) {
  const { locale } = useFormats()
  const { orders, left_out } = done
  const count = orders.length
  return (
    <Alert
      role="status"
      color={count > 0 ? 'green' : 'blue'}
      icon={count > 0 ? <IconCircleCheck aria-hidden /> : <IconInfoCircle aria-hidden />}
      title={count > 0 ? `${count} ${plural(count, 'draft was', 'drafts were')} made` : 'Nothing was ordered'}
      withCloseButton
      closeButtonLabel="Close"
      onClose={onClose}
    >
      <List size="sm" spacing={4}>
        {orders.map(({ id, order_no, supplier_name, total, currency, lines }) => (
          <List.Item key={id}>
            <Anchor component={Link} href={`/orders/${id}`} inherit underline="always">
              {order_no}
            </Anchor>
            {`: ${supplier_name}, ${lines.length} ${plural(lines.length, 'line')}, ${formatDecimal(locale, total)} ${currency}`}
          </List.Item>
        ))}
      </List>
      {left_out.length > 0 ? (
        <>
          <Text size="sm" mt={count > 0 ? 'xs' : 0}>
            Left out:
          </Text>
          <List size="sm" spacing={4}>
            {left_out.map(({ item_id, name, sku, message }) => (
              <List.Item key={item_id}>{`${name} (${sku}): ${message}`}</List.Item>
            ))}
          </List>
        </>
      ) : null}
    </Alert>
  )
}
