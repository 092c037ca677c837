'use client'

import { Anchor, Button, Group, Stack } from '@mantine/core'
import { IconPackageImport, IconPencil } from '@tabler/icons-react'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatDecimal } from '#src/components/format/quantities.ts'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import { BackLink } from '#src/components/links/back-link.tsx'
import { PdfButton } from '#src/components/links/pdf-button.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import type { DeliverySummary } from '../../deliveries/schema.ts'
import type { OrderResource } from '../../orders/schema.ts'
import { Facts } from '../facts.tsx'
import { orderStatuses } from '../labels.ts'
import { ConfirmDaysDialog } from './confirm-days-dialog.tsx'
import { DeliveriesTable } from './deliveries-table.tsx'
import { LinesTable } from './lines-table.tsx'
import { MoveButtons } from './move-buttons.tsx'
import { ReceiveDialog } from './receive-dialog.tsx'

interface Props {
  order: OrderResource
  deliveries: DeliverySummary[]
  mayChange: boolean
  today: string
  /** Which lines may be late, for who may see predictions. */
  risk: ReactNode
}

export function OrderPage({ order, deliveries, mayChange, today, risk }: Props) {
  const { locale } = useFormats()
  const [opened, setOpened] = useState<'receive' | 'confirm'>()
  const close = () => setOpened(undefined)
  return (
    <>
      <PageHeader
        above={<BackLink href="/data/purchase_orders" label="Purchase orders" />}
        title={
          <Group component="span" gap="xs">
            {order.order_no}
            <StatusBadge {...orderStatuses[order.status]} />
          </Group>
        }
        description={`${order.supplier_name} · ${formatDecimal(locale, order.total)} ${order.currency}`}
        actions={
          <>
            {order.links.receive ? (
              <Button
                leftSection={<IconPackageImport size={17} aria-hidden />}
                onClick={() => setOpened('receive')}
              >
                Receive
              </Button>
            ) : null}
            <MoveButtons order={order} />
            {order.links.confirm ? (
              <Button variant="default" onClick={() => setOpened('confirm')}>
                Confirm days
              </Button>
            ) : null}
            <PdfButton href={`/api/v1/purchase-orders/${order.id}/pdf`} />
            {mayChange ? (
              <LinkButton
                href={`/orders/${order.id}/edit`}
                variant="default"
                leftSection={<IconPencil size={17} aria-hidden />}
              >
                Edit
              </LinkButton>
            ) : null}
          </>
        }
      />
      <Stack gap="md">
        <Card title="Lines">
          <LinesTable order={order} />
        </Card>
        {risk}
        <Card title="Deliveries">
          <DeliveriesTable deliveries={deliveries} />
        </Card>
        <Card title="Facts">
          <Facts facts={factsOf(order)} />
        </Card>
      </Stack>
      {opened === 'receive' ? <ReceiveDialog order={order} today={today} onClose={close} /> : null}
      {opened === 'confirm' ? <ConfirmDaysDialog order={order} onClose={close} /> : null}
    </>
  )
}

function factsOf(order: OrderResource): Parameters<typeof Facts>[0]['facts'] {
  const step = (at: string | null, by: { name: string } | null = null, otherwise = '') =>
    at && (
      <>
        <Timestamp at={at} />
        {by ? ` by ${by.name}` : otherwise}
      </>
    )
  return [
    [
      'Supplier',
      <Anchor key="supplier" component={Link} href={`/suppliers/${order.supplier_id}`} inherit>
        {`${order.supplier_name} (${order.supplier_no})`}
      </Anchor>,
    ],
    ['Deliver to', order.location_name],
    ...(order.rfp
      ? ([
          [
            'Awarded in',
            <Anchor key="rfp" component={Link} href={`/rfps/${order.rfp.id}`} inherit>
              {order.rfp.rfp_no}
            </Anchor>,
          ],
        ] as [string, React.ReactNode][])
      : []),
    ['Reference', order.reference],
    ['Notes', order.notes],
    ['Created', step(order.created_at, order.created_by)],
    ['Submitted', step(order.submitted_at, order.submitted_by)],
    ['Approved', step(order.approved_at, order.approved_by, ', within the limit')],
    ['Sent', step(order.sent_at)],
    ['Confirmed', step(order.confirmed_at)],
    ['Ended', step(order.ended_at)],
    ...(order.end_reason ? [['Why it ended', order.end_reason] as [string, string]] : []),
  ]
}
