import { and, desc, eq, getTableColumns, lt, ne, sql } from 'drizzle-orm'
import { users } from '#src/lib/db/schema/accounts.ts'
import { locations } from '#src/lib/db/schema/company/inventory.ts'
import { purchaseOrders } from '#src/lib/db/schema/company/purchasing.ts'
import { products } from '#src/lib/db/schema/company/sales.ts'
import { suppliers } from '#src/lib/db/schema/company/suppliers.ts'
import { spendingLedger, tradeDecisions, trades } from '#src/lib/db/schema/spend/trades.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import type { Window } from '#src/lib/operation/paging.ts'
import type { CheckResource } from '../decisions/schema.ts'

export type TradeRow = typeof trades.$inferSelect & {
  supplierName: string | null
  requestedByName: string
  orderId: string | null
  productName: string | null
}

/** What a product is called now, where it is one of the company's. */
const productName = sql<string | null>`case when ${trades.instrumentKind} = 'product'
  and ${trades.instrumentId} ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
  then (select p.name from products p where p.id = ${trades.instrumentId}::uuid) end`

interface Wanted {
  status: string | undefined
  /** Only what this person requested. */
  requestedBy: string | undefined
}

function whereOf({ status, requestedBy }: Wanted) {
  return and(
    status ? eq(trades.status, status) : undefined,
    requestedBy ? eq(trades.requestedBy, requestedBy) : undefined,
  )
}

function selectTrades(tx: Tx) {
  return tx
    .select({
      ...getTableColumns(trades),
      supplierName: suppliers.name,
      orderId: purchaseOrders.id,
      requestedByName: sql<string>`${users.firstName} || ' ' || ${users.lastName}`,
      productName,
    })
    .from(trades)
    .innerJoin(users, eq(users.id, trades.requestedBy))
    .leftJoin(suppliers, and(eq(suppliers.tenantId, trades.tenantId), eq(suppliers.id, trades.supplierId)))
    .leftJoin(
      purchaseOrders,
      and(eq(purchaseOrders.tenantId, trades.tenantId), eq(purchaseOrders.tradeId, trades.id)),
    )
}

/** Newest first: ids are made in the order of time. */
export async function findTrades(
  tx: Tx,
  wanted: Wanted,
  { limit, offset, behind }: Window,
): Promise<{ rows: TradeRow[]; total: number }> {
  const where = whereOf(wanted)
  const rows = await selectTrades(tx)
    .where(behind ? and(where, lt(trades.id, behind)) : where)
    .orderBy(desc(trades.id))
    .limit(limit)
    .offset(offset)
  return { rows, total: await tx.$count(trades, where) }
}

export async function findTrade(tx: Tx, id: string): Promise<TradeRow | undefined> {
  const [row] = await selectTrades(tx).where(eq(trades.id, id))
  return row
}

export async function findDecisions(tx: Tx, tradeId: string) {
  return tx
    .select()
    .from(tradeDecisions)
    .where(eq(tradeDecisions.tradeId, tradeId))
    .orderBy(tradeDecisions.id)
}

export async function findEntries(tx: Tx, tradeId: string) {
  return tx
    .select()
    .from(spendingLedger)
    .where(eq(spendingLedger.tradeId, tradeId))
    .orderBy(spendingLedger.entryNo)
}

export async function hasLocation(tx: Tx, id: string): Promise<boolean> {
  return (await tx.$count(locations, eq(locations.id, id))) > 0
}

/** Whether there is such an item, and it is not archived. */
export async function canBeOrdered(tx: Tx, id: string): Promise<boolean> {
  return (await tx.$count(products, and(eq(products.id, id), ne(products.status, 'archived')))) > 0
}

export async function supplierExists(tx: Tx, id: string): Promise<boolean> {
  return (await tx.$count(suppliers, eq(suppliers.id, id))) > 0
}

/** Whether somebody else of the company may approve trades and resume spending. */
export async function hasOtherAdmin(tx: Tx, userId: string): Promise<boolean> {
  const others = await tx.$count(
    users,
    sql`${users.role} in ('super_admin', 'admin') and ${users.disabledAt} is null and ${users.passwordHash} <> ''
      and ${users.id} <> ${userId}`,
  )
  return others > 0
}

export type Move =
  | 'approve'
  | 'reject'
  | 'cancel'
  | 'expire'
  | 'execute'
  | 'place'
  | 'fail'
  | 'settle'
  | 'unsettle'
  | 'release'
  | 'credit'

/** What stood in the way of a move. */
export interface Obstacle {
  code: 'not_found' | 'illegal_transition' | 'trading_halted' | 'too_much'
  status?: string
  state?: string
  reserved?: number
  settled?: number
}

interface Details {
  reason?: string | undefined
  actor_id?: string
  request_id: string
  external_ref?: string
  more_to_come?: boolean
}

/** Moves a trade and its money; undefined when it was done. */
export async function moveTrade(
  tx: Tx,
  { tenantId, id }: Pick<TradeRow, 'tenantId' | 'id'>,
  move: Move,
  details: Details,
  amount?: number,
): Promise<Obstacle | undefined> {
  const { rows } = await tx.execute<{ obstacle: Obstacle | null }>(
    sql`select spend_move(${tenantId}, ${id}, ${move}, ${amount ?? null}, ${JSON.stringify(details)}::jsonb) as obstacle`,
  )
  return rows[0]!.obstacle ?? undefined
}

interface Purchase {
  for_user_id: string
  strategy_id: string | null
  amount: number
  currency: string
  supplier_id: string | null
  category: string | null
}

/** What the risk check would find now for each of them alone; nothing is locked or held. */
export async function evaluate(tx: Tx, state: string, requests: Purchase[]): Promise<CheckResource[][]> {
  const { rows } = await tx.execute<{ checks: CheckResource[] }>(sql`
    with asked as (
      select array(select r from jsonb_populate_recordset(null::spend_request, ${JSON.stringify(requests.map((request, index) => ({ index, ...request })))}::jsonb) r) as requests
    ), found as (
      select requests, spend_rooms(requests, now()) as rooms from asked
    )
    select spend_evaluate(${state}, request.amount, array(
      select room::spend_room from unnest(rooms) room
      where spend_covers(room.scope, room.subject, room.currency, request))) as checks
    from found, unnest(requests) request order by request.index`)
  return rows.map(({ checks }) => checks)
}
