import type { Context, Principal } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError, type FieldError, invalid, invalidRequest, notFound } from '#src/lib/errors.ts'
import type { Audit } from '#src/lib/operation/operation.ts'
import { requireVersion } from '#src/lib/operation/version.ts'
import { exceeds, totalOf } from '../money/amounts.ts'
import { takeNumber } from '../settings/repository.ts'
import { needsApproval } from '../settings/service.ts'
import {
  type FoundLine,
  findLines,
  findOrders,
  findPricesOn,
  findWarehouse,
  hasLocation,
  holdItems,
  holdSupplier,
  insertOrder,
  lockOrder,
  type NewLine,
  type NewOrder,
  type OrderRow,
  storeLines,
  updateOrder,
} from './repository.ts'
import { toOrder } from './resource.ts'
import type { NewOrderInput, OrderLineInput, OrderResource } from './schema.ts'
import { todayOf } from './today.ts'

const largestTotal = '999999999999'

/** The order as it is by now. */
export async function getOrder(tx: Tx, principal: Principal, id: string): Promise<OrderResource> {
  const [found] = await findOrders(tx, [id])
  if (!found) throw notFound('order')
  return toOrder(principal, found, await findLines(tx, id))
}

/** The order, locked, in the version that the caller saw. */
export async function lockSeen(tx: Tx, context: Context, id: string): Promise<OrderRow> {
  const row = await lockOrder(tx, id)
  if (!row) throw notFound('order')
  requireVersion(context, row.version)
  return row
}

/** Writes a draft, for the trade or the awarded request that asks for it. */
export async function draftOrder(
  tx: Tx,
  principal: Principal,
  input: NewOrderInput,
  audit: Audit,
  { tradeId = null, rfpId = null }: { tradeId?: string | null; rfpId?: string | null } = {},
): Promise<OrderResource> {
  const { tenantId, userId } = principal
  const supplier = await requireSupplier(tx, input.supplier_id)
  await requireLocation(tx, input.location_id)
  const currency = input.currency ?? supplier.currency
  const order = { supplierId: input.supplier_id, currency, tenantId }
  const lines = await linesFor(tx, principal, order, input.lines, [])
  const row = await insertOrder(tx, {
    ...order,
    tradeId,
    orderNo: await takeNumber(tx, tenantId, 'order'),
    total: checkedTotal(lines, currency),
    locationId: input.location_id,
    reference: input.reference,
    notes: input.notes,
    rfpId,
    createdBy: userId,
  })
  await storeLines(
    tx,
    row.id,
    lines.map((line) => ({ ...line, orderId: row.id })),
  )
  await audit({
    action: 'order.created',
    subjectType: 'order',
    subjectId: row.id,
    details: { order_no: row.orderNo, supplier: supplier.name, total: row.total, currency },
  })
  return getOrder(tx, principal, row.id)
}

/** Writes and submits an order that spends the money of a trade. */
export async function orderForTrade(
  tx: Tx,
  principal: Principal,
  input: NewOrderInput,
  audit: Audit,
  tradeId: string,
): Promise<OrderResource> {
  const { id } = await draftOrder(tx, principal, input, audit, { tradeId })
  const draft = (await lockOrder(tx, id))!
  const { status, orderNo } = await updateOrder(tx, draft, await submission(tx, principal, draft))
  await audit({
    action: 'order.moved',
    subjectType: 'order',
    subjectId: id,
    details: { order_no: orderNo, from: draft.status, to: status },
  })
  return getOrder(tx, principal, id)
}

/** What submitting an order makes of it: within the limit it is approved at once, by nobody. */
export async function submission(
  tx: Tx,
  { userId }: Principal,
  order: { total: string; currency: string },
): Promise<Partial<NewOrder>> {
  const waits = await needsApproval(tx, order)
  const now = new Date()
  return {
    status: waits ? 'submitted' : 'approved',
    submittedBy: userId,
    submittedAt: now,
    approvedBy: null,
    approvedAt: waits ? null : now,
  }
}

export async function requireSupplier(tx: Tx, id: string) {
  const supplier = await holdSupplier(tx, id)
  if (!supplier) throw invalid('supplier_id', 'is not the ID of one of your suppliers')
  if (supplier.status === 'active') return supplier
  throw new AppError(
    'conflict',
    `${supplier.name} is ${supplier.status}. Only active suppliers get orders; activate it first.`,
  )
}

export async function requireLocation(tx: Tx, id: string): Promise<void> {
  if (!(await hasLocation(tx, id))) throw invalid('location_id', 'is not the ID of one of your locations')
}

/** Where goods are to be delivered: the first warehouse where a request names none. */
export async function locationFor(tx: Tx, given: string | undefined): Promise<string> {
  if (given !== undefined) {
    await requireLocation(tx, given)
    return given
  }
  const first = await findWarehouse(tx)
  if (!first) throw invalid('location_id', 'is needed: you have no warehouse yet')
  return first
}

type Line = Omit<NewLine, 'orderId'>

/** The rows that a request asks for; throws `invalid_request` naming every line that cannot be. */
export async function linesFor(
  tx: Tx,
  principal: Principal,
  order: Pick<OrderRow, 'tenantId' | 'supplierId' | 'currency'>,
  given: OrderLineInput[],
  before: Pick<FoundLine, 'id' | 'productId' | 'description' | 'supplierSku'>[],
): Promise<Line[]> {
  const itemIds = given.map(({ item_id }) => item_id)
  const items = await holdItems(tx, itemIds)
  const prices = await findPricesOn(tx, order.supplierId, itemIds, todayOf(principal))
  const old = new Map(before.map((line) => [line.id, line]))
  const problems: FieldError[] = []
  const wrong = (index: number, key: string, message: string) =>
    problems.push({ path: `lines.${index}.${key}`, code: 'invalid_value', message })
  const lines = given.map((line, index): Line => {
    const { id, item_id: productId, quantity } = line
    const known = id === undefined ? undefined : old.get(id)
    if (id !== undefined && !known)
      wrong(index, 'id', 'is not a line of this order, or named twice; leave it out to add one')
    if (id !== undefined) old.delete(id)
    const item = items.get(productId)
    if (!item) wrong(index, 'item_id', 'is not the ID of one of your items')
    const listed = prices.find((one) => one.itemId === productId && one.currency === order.currency)
    const isSame = known?.productId === productId
    const ownSku = isSame ? known.supplierSku : (listed?.supplierSku ?? null)
    const price = line.price ?? listed?.price
    if (price === undefined)
      wrong(index, 'price', `is needed: the supplier has no price in ${order.currency} for this item today`)
    return {
      ...(id && { id }),
      tenantId: order.tenantId,
      lineNo: index + 1,
      productId,
      description: isSame ? known.description : (item?.name ?? ''),
      supplierSku: line.supplier_sku === undefined ? ownSku : line.supplier_sku,
      quantity,
      price: price ?? '0',
      dueOn: line.due_on,
    }
  })
  if (problems.length > 0) throw invalidRequest(problems)
  return lines
}

export function checkedTotal(lines: { price: string; quantity: number }[], currency: string): string {
  const total = totalOf(lines, currency)
  if (exceeds(total, largestTotal))
    throw invalid('lines', `come to ${total}, more than an order can have (${largestTotal})`)
  return total
}
