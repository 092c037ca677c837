'use client'

import { Divider, Stack } from '@mantine/core'
import { Fragment } from 'react'
import { Card } from '#src/components/card.tsx'
import type { Delivery } from '../../destinations/record/schema.ts'
import { DeliveryLine } from './delivery-line.tsx'
import { useDeliveries } from './use-deliveries.ts'

interface Props {
  exportId: string
  initial: Delivery[]
  mayRetry: boolean
}

/** Where the file went, how often it was tried, and what happened each time. */
export function DeliveriesCard({ exportId, initial, mayRetry }: Props) {
  const { deliveries, replace } = useDeliveries(exportId, initial)
  if (deliveries.length === 0) return null
  return (
    <Card title="Deliveries">
      <Stack gap="md">
        {deliveries.map((delivery, index) => (
          <Fragment key={delivery.id}>
            {index > 0 ? <Divider /> : null}
            <DeliveryLine delivery={delivery} mayRetry={mayRetry} onChange={replace} />
          </Fragment>
        ))}
      </Stack>
    </Card>
  )
}
