'use client'

import { Anchor, Button, Group, Stack, Table, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { Day } from '#src/components/format/day.tsx'
import { Count, Quantity } from '#src/components/format/quantity.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { BackLink } from '#src/components/links/back-link.tsx'
import { PdfButton } from '#src/components/links/pdf-button.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import { reverseDeliveryAction } from '../../actions.ts'
import type { DeliveryResource } from '../../deliveries/schema.ts'
import { Facts } from '../facts.tsx'
import { deliveryStatuses } from '../labels.ts'
import { ReasonDialog } from '../reason-dialog.tsx'

export function DeliveryPage({ delivery }: { delivery: DeliveryResource }) {
  const router = useRouter()
  const [isReversing, setReversing] = useState(false)

  async function reverse(reason: string): Promise<string | undefined> {
    const answer = await settleAction(reverseDeliveryAction(delivery.id, reason))
    if (!answer.ok) return answer.problem.message
    notifications.show({ message: `${delivery.delivery_no} was reversed.` })
    setReversing(false)
    router.refresh()
    return undefined
  }

  return (
    <>
      <PageHeader
        above={<BackLink href={`/orders/${delivery.order_id}`} label={delivery.order_no} />}
        title={
          <Group component="span" gap="xs">
            {delivery.delivery_no}
            <StatusBadge {...deliveryStatuses[delivery.status]} />
          </Group>
        }
        description={delivery.supplier_name}
        actions={
          <>
            <PdfButton href={`/api/v1/deliveries/${delivery.id}/pdf`} />
            {delivery.links.reverse ? (
              <Button variant="default" onClick={() => setReversing(true)}>
                Reverse
              </Button>
            ) : null}
          </>
        }
      />
      <Stack gap="md">
        <Card title="What arrived">
          <DeliveryLines delivery={delivery} />
        </Card>
        <Card title="Facts">
          <Facts facts={factsOf(delivery)} />
        </Card>
      </Stack>
      {isReversing ? (
        <ReasonDialog
          title={`Reverse ${delivery.delivery_no}`}
          explanation="Its pieces leave the stock again, and the order waits for them. Both stay on record."
          confirmLabel="Reverse"
          needsReason
          onClose={() => setReversing(false)}
          onConfirm={reverse}
        />
      ) : null}
    </>
  )
}

function DeliveryLines({ delivery }: { delivery: DeliveryResource }) {
  return (
    <WideTable
      label="Lines of the delivery"
      width="36rem"
      head={
        <Table.Tr>
          <Table.Th miw="12rem">Item</Table.Th>
          <Table.Th ta="right">Arrived</Table.Th>
          <Table.Th ta="right">Accepted</Table.Th>
          <Table.Th ta="right">Rejected</Table.Th>
          <Table.Th>Why rejected</Table.Th>
        </Table.Tr>
      }
    >
      {delivery.lines.map((line) => (
        <Table.Tr key={line.id}>
          <Table.Td>
            <Anchor component={Link} href={`/inventory/${line.item_id}`} inherit>
              {line.description}
            </Anchor>
            <Text size="xs" c="dimmed">
              {line.sku}
            </Text>
          </Table.Td>
          <Table.Td ta="right">
            <Quantity value={line.quantity} unit={line.unit} />
          </Table.Td>
          <Table.Td ta="right" fw={600}>
            <Count value={line.accepted} />
          </Table.Td>
          <Table.Td ta="right">
            <Count value={line.rejected} />
          </Table.Td>
          <Table.Td>{line.rejection_reason ?? '–'}</Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  )
}

function factsOf(delivery: DeliveryResource): Parameters<typeof Facts>[0]['facts'] {
  const { created_at, created_by, reversed_at, reversed_by } = delivery
  return [
    [
      'Order',
      <Anchor key="order" component={Link} href={`/orders/${delivery.order_id}`} inherit>
        {delivery.order_no}
      </Anchor>,
    ],
    ['Delivered on', <Day key="day" day={delivery.delivered_on} />],
    ['Location', delivery.location_name],
    ['Supplier’s note', delivery.reference],
    ['Notes', delivery.notes],
    [
      'Entered',
      <>
        <Timestamp key="at" at={created_at} /> by {created_by.name}
      </>,
    ],
    ...(reversed_at
      ? ([
          [
            'Reversed',
            <>
              <Timestamp key="at" at={reversed_at} /> by {reversed_by?.name}: {delivery.reversal_reason}
            </>,
          ],
        ] as [string, React.ReactNode][])
      : []),
  ]
}
