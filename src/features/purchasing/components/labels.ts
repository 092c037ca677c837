import type { DeliveryResource } from '../deliveries/schema.ts'
import type { OrderResource } from '../orders/schema.ts'

export const orderStatuses: Record<OrderResource['status'], { label: string; color: string }> = {
  draft: { label: 'Draft', color: 'gray' },
  submitted: { label: 'Waiting for approval', color: 'amber' },
  approved: { label: 'Approved', color: 'blue' },
  sent: { label: 'Sent', color: 'blue' },
  partially_received: { label: 'Partly received', color: 'amber' },
  received: { label: 'Received', color: 'green' },
  closed: { label: 'Closed', color: 'gray' },
  cancelled: { label: 'Cancelled', color: 'red' },
}

export const deliveryStatuses: Record<DeliveryResource['status'], { label: string; color: string }> = {
  posted: { label: 'Posted', color: 'green' },
  reversed: { label: 'Reversed', color: 'red' },
}
