import { unitOf } from '#src/components/format/units.ts'
import type { Letter } from '#src/encoding/pdf/letter/letter.ts'
import type { Principal } from '#src/lib/context.ts'
import type { DeliveryResource } from '../deliveries/schema.ts'
import type { OrderResource } from '../orders/schema.ts'

/** What a supplier must know of an order before it delivers. */
const orderStatus: Partial<Record<OrderResource['status'], string>> = {
  draft: 'Not approved',
  submitted: 'Not approved',
  closed: 'Closed',
  cancelled: 'Cancelled',
}

/** An order as its supplier gets it. */
export function orderLetter({ tenantName, timeZone }: Principal, order: OrderResource): Letter {
  const { currency, lines } = order
  return {
    company: tenantName,
    title: `Purchase order ${order.order_no}`,
    addressee: `${order.supplier_name} (${order.supplier_no})`,
    facts: present([
      ['Status', orderStatus[order.status] ?? ''],
      ['Order date', dayIn(order.sent_at ?? order.created_at, timeZone)],
      ['Deliver to', order.location_name],
      ['Your reference', order.reference],
      ['Ordered by', order.created_by.name],
    ]),
    columns: [
      { label: 'No.', share: 1 },
      { label: 'Item', share: 6 },
      { label: 'Due', share: 2.4 },
      { label: 'Quantity', share: 2.6, isRight: true },
      { label: 'Price', share: 2.4, isRight: true },
      { label: 'Amount', share: 2.8, isRight: true },
    ],
    rows: lines.map((line) => [
      String(line.line_no),
      [line.description, line.supplier_sku ? `Your no. ${line.supplier_sku}` : `Our no. ${line.sku}`].join(
        '\n',
      ),
      line.confirmed_on ?? line.due_on,
      `${grouped(line.quantity)} ${unitOf(line.quantity, line.unit)}`,
      trimmed(line.price),
      trimmed(line.amount),
    ]),
    totals: [['Total', `${grouped(order.total)} ${currency}`]],
    notes: order.notes ?? '',
    timeZone,
  }
}

/** A delivery as it was taken in. */
export function deliveryLetter({ tenantName, timeZone }: Principal, delivery: DeliveryResource): Letter {
  const sum = (key: 'quantity' | 'accepted' | 'rejected') =>
    grouped(delivery.lines.reduce((total, line) => total + line[key], 0))
  return {
    company: tenantName,
    title: `Delivery note ${delivery.delivery_no}`,
    addressee: delivery.supplier_name,
    facts: present([
      ['Status', delivery.status === 'reversed' ? `Reversed: ${delivery.reversal_reason}` : ''],
      ['Order', delivery.order_no],
      ['Delivered on', delivery.delivered_on],
      ['Location', delivery.location_name],
      ['Your note no.', delivery.reference],
      ['Received by', delivery.created_by.name],
    ]),
    columns: [
      { label: 'No.', share: 1 },
      { label: 'Item', share: 6 },
      { label: 'Arrived', share: 2.2, isRight: true },
      { label: 'Accepted', share: 2.2, isRight: true },
      { label: 'Rejected', share: 2.2, isRight: true },
      { label: 'Why rejected', share: 3.4 },
    ],
    rows: delivery.lines.map((line) => [
      String(line.line_no),
      `${line.description}\nOur no. ${line.sku}`,
      `${grouped(line.quantity)} ${unitOf(line.quantity, line.unit)}`,
      grouped(line.accepted),
      grouped(line.rejected),
      line.rejection_reason ?? '',
    ]),
    totals: [
      ['Accepted', sum('accepted')],
      ['Rejected', sum('rejected')],
    ],
    notes: delivery.notes ?? '',
    timeZone,
  }
}

function present(facts: [string, string | null][]): [string, string][] {
  return facts.flatMap(([label, value]): [string, string][] => (value ? [[label, value]] : []))
}

function dayIn(instant: string, timeZone: string): string {
  return new Date(instant).toLocaleDateString('sv-SE', { timeZone })
}

/** `1,234.50`: exact decimals stay texts. */
function grouped(amount: string | number): string {
  const [whole, fraction] = String(amount).split('.')
  const digits = whole!.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? digits : `${digits}.${fraction}`
}

/** Two decimal places, or more where they say something. */
function trimmed(amount: string): string {
  return grouped(amount.replace(/(\.\d\d\d*?)0+$/, '$1'))
}
