import type { Principal } from '#src/lib/context.ts'
import { type FieldError, invalidRequest } from '#src/lib/errors.ts'
import type { FoundPrice, NewPrice } from './repository.ts'
import type { GivenItem, PriceResource } from './schema.ts'

export function toPrice({ row, sku, productName }: FoundPrice, today: string): PriceResource {
  return {
    id: row.id,
    product_id: row.productId,
    sku,
    product_name: productName,
    supplier_sku: row.supplierSku,
    price: row.price,
    currency: row.currency,
    pack_size: row.packSize,
    minimum_quantity: row.minimumQuantity,
    lead_time_days: row.leadTimeDays,
    valid_from: row.validFrom,
    valid_until: row.validUntil,
    validity: validityOn(today, row.validFrom, row.validUntil),
    updated_at: row.updatedAt.toISOString(),
  }
}

interface Known {
  prices: FoundPrice[]
  productIds: ReadonlySet<string>
}

/** The rows that a request asks for; throws `invalid_request` naming every id that means nothing here. */
export function priceRows(
  supplier: { id: string; tenantId: Principal['tenantId']; currency: string },
  known: Known,
  given: GivenItem[],
): NewPrice[] {
  const ids = new Set(known.prices.map(({ row }) => row.id))
  const problems = given.flatMap(({ id, product_id }, index): FieldError[] => [
    ...(id === undefined || ids.has(id)
      ? []
      : [wrong(index, 'id', 'is not a price of this supplier; leave it out to add one')]),
    ...(known.productIds.has(product_id)
      ? []
      : [wrong(index, 'product_id', 'is not an item of your company')]),
  ])
  if (problems.length > 0) throw invalidRequest(problems)
  return given.map((item) => ({
    ...(item.id === undefined ? {} : { id: item.id }),
    tenantId: supplier.tenantId,
    supplierId: supplier.id,
    productId: item.product_id,
    supplierSku: item.supplier_sku,
    price: item.price,
    currency: item.currency ?? supplier.currency,
    packSize: item.pack_size,
    minimumQuantity: item.minimum_quantity,
    leadTimeDays: item.lead_time_days,
    validFrom: item.valid_from,
    validUntil: item.valid_until,
  }))
}

/** Today's day as the company's clocks show it; Swedes write dates as ISO 8601 does. */
export function todayOf({ timeZone }: Pick<Principal, 'timeZone'>): string {
  return new Date().toLocaleDateString('sv-SE', { timeZone })
}

function wrong(index: number, key: string, message: string): FieldError {
  return { path: `items.${index}.${key}`, code: 'invalid_value', message }
}

function validityOn(today: string, from: string, until: string | null): PriceResource['validity'] {
  if (from > today) return 'future'
  return until !== null && until < today ? 'past' : 'current'
}
