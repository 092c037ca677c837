import type { PriceResource } from '#src/features/suppliers/prices/schema.ts'
import type { OrderResource } from '../../orders/schema.ts'

interface LineValues {
  id?: string
  item_id: string
  quantity: number | string
  price: number | string
  due_on: string
}

export interface OrderValues {
  supplier_id: string
  location_id: string
  currency: string
  reference: string
  notes: string
  lines: LineValues[]
}

/** An item that the supplier has a price for today, or that the order has already. */
export interface ListedItem {
  value: string
  label: string
  price: string
  currency: string
  minimum: number
  pack: number
  leadTimeDays: number | null
}

export const emptyLine: LineValues = { item_id: '', quantity: '', price: '', due_on: '' }

export function valuesOf(order: OrderResource | undefined, locationId: string): OrderValues {
  if (!order)
    return {
      ...{ supplier_id: '', location_id: locationId, currency: '', reference: '', notes: '' },
      lines: [emptyLine],
    }
  return {
    supplier_id: order.supplier_id,
    location_id: order.location_id,
    currency: order.currency,
    reference: order.reference ?? '',
    notes: order.notes ?? '',
    lines: order.lines.map(({ id, item_id, quantity, price, due_on }) => ({
      ...{ id, item_id, quantity, price, due_on },
    })),
  }
}

export function listedIn(prices: PriceResource[], order: OrderResource | undefined): ListedItem[] {
  const current = prices.filter(({ validity }) => validity === 'current')
  const listed = current.map((price) => ({
    value: price.product_id,
    label: `${price.product_name} (${price.sku})`,
    price: price.price,
    currency: price.currency,
    minimum: price.minimum_quantity,
    pack: price.pack_size,
    leadTimeDays: price.lead_time_days,
  }))
  const known = new Set(listed.map(({ value }) => value))
  const others = (order?.lines ?? []).filter(({ item_id }) => !known.has(item_id))
  const kept = others.map((line) => ({
    ...{ value: line.item_id, label: `${line.description} (${line.sku})`, price: line.price },
    ...{ currency: order!.currency, minimum: 1, pack: 1, leadTimeDays: null },
  }))
  return [...new Map([...listed, ...kept].map((item) => [item.value, item])).values()]
}

export function toInput({ location_id, currency, reference, notes, lines }: OrderValues) {
  return {
    location_id,
    currency: currency.trim().toUpperCase(),
    reference: reference.trim() || null,
    notes: notes.trim() || null,
    lines: lines.map(({ id, item_id, quantity, price, due_on }) => ({
      ...(id ? { id } : {}),
      ...{ item_id, quantity: Number(quantity), price: String(price), due_on },
    })),
  }
}

export function dayAfter(day: string, days: number): string {
  const later = new Date(`${day}T00:00:00Z`)
  later.setUTCDate(later.getUTCDate() + days)
  return later.toISOString().slice(0, 10)
}
