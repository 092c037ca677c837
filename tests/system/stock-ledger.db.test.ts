import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { adjustItem } from '#src/features/inventory/commands/adjust.ts'
import { countStock } from '#src/features/inventory/commands/count.ts'
import { releaseItem } from '#src/features/inventory/commands/release.ts'
import { reserveItem } from '#src/features/inventory/commands/reserve.ts'
import { reverseMovement } from '#src/features/inventory/commands/reverse.ts'
import { transferStock } from '#src/features/inventory/commands/transfer.ts'
import { countLines } from '#src/features/inventory/counts/commands/count-lines.ts'
import { createCount } from '#src/features/inventory/counts/commands/create-count.ts'
import { startCount, submitCount } from '#src/features/inventory/counts/commands/move-count.ts'
import { postCount } from '#src/features/inventory/counts/commands/post-count.ts'
import { expireReservations } from '#src/features/inventory/upkeep/sweeps.ts'
import type { Context } from '#src/lib/context.ts'
import { AppError, isConnectionError } from '#src/lib/errors.ts'
import { contextOf, createTenant, ownerRows } from '../support/owner.ts'

const clients = 8
const operations = process.env.FULL ? 20_000 : 1_600

let context: Context
let items: string[]
let places: string[]
const promised: { id: string; reservation_id: string }[] = []
const posted: { id: string; movementId: string }[] = []

beforeAll(async () => {
  const tenant = await createTenant(24)
  context = await contextOf(tenant, 'manager')
  const ids = async (text: string) => (await ownerRows<{ id: string }>(text, [tenant.id])).map(({ id }) => id)
  items = await ids('select id from products where tenant_id = $1 order by sku limit 4')
  places = await ids('select id from locations where tenant_id = $1 order by code limit 6')
})

const stop = new AbortController()
afterAll(() => stop.abort())

/** Numbers that depend on the client alone, so that a failure can be repeated. */
function dice(seed: number): (sides: number) => number {
  let state = seed * 2_654_435_761
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

/** One random operation. What the ledger refuses is as good an answer as any. */
async function once(roll: (sides: number) => number): Promise<void> {
  const id = items[roll(items.length)]!
  const location_id = places[roll(places.length)]!
  const some = 1 + roll(20)
  const chosen = roll(100)
  if (chosen < 40) {
    const quantity = roll(2) === 0 ? some : -some
    const movement = await adjustItem.execute(context, { id, location_id, quantity, reason: 'random' })
    posted.push({ id, movementId: movement.id })
  } else if (chosen < 60) {
    const expires_at = roll(4) === 0 ? { expires_at: new Date(Date.now() + 300).toISOString() } : {}
    const made = await reserveItem.execute(context, { id, location_id, quantity: some, ...expires_at })
    promised.push({ id, reservation_id: made.id })
  } else if (chosen < 70 && promised.length > 0) {
    await releaseItem.execute(context, promised[roll(promised.length)]!)
  } else if (chosen < 78 && promised.length > 0) {
    const { id, reservation_id } = promised[roll(promised.length)]!
    const given = {
      id,
      location_id,
      kind: 'issue',
      quantity: -1,
      reason: 'consumed',
      reservation_id,
    } as const
    await adjustItem.execute(context, given)
  } else if (chosen < 86) {
    const counted = roll(60)
    if (roll(3) > 0) await countStock.execute(context, { location_id, lines: [{ item_id: id, counted }] })
    else await countInSteps(location_id, id, counted)
  } else if (chosen < 93 && posted.length > 0) {
    await reverseMovement.execute(context, { ...posted[roll(posted.length)]!, reason: 'random' })
  } else {
    const to_location_id = places[roll(places.length)]!
    await transferStock.execute(context, {
      item_id: id,
      from_location_id: location_id,
      to_location_id,
      quantity: some,
    })
  }
}

/** As a document, with goods moving between its steps. */
async function countInSteps(location_id: string, item_id: string, counted: number): Promise<void> {
  const { id } = await createCount.execute(context, { location_id, item_ids: [item_id] })
  await startCount.execute(context, { id })
  await countLines.execute(context, { id, lines: [{ item_id, counted }] })
  await submitCount.execute(context, { id })
  await postCount.execute(context, { id })
}

/** Levels that are not what their ledger and reservations come to, in one statement and so at one commit. */
async function wrongLevels(): Promise<unknown[]> {
  return ownerRows(
    `select * from (select on_hand, seq, reserved,
        (select coalesce(sum(quantity), 0)::int from stock_movements m where ${ofLevel('m')}) as total,
        (select count(*)::int from stock_movements m where ${ofLevel('m')}) as lines,
        (select coalesce(max(m.seq), 0) from stock_movements m where ${ofLevel('m')}) as last,
        coalesce((select balance_after from stock_movements m where ${ofLevel('m')} order by m.seq desc limit 1), 0) as balance,
        (select coalesce(sum(open_quantity), 0)::int from stock_reservations r where ${ofLevel('r')}) as open
      from inventory_items i where tenant_id = $1) l
     where on_hand <> total or on_hand <> balance or seq <> lines or seq <> last or reserved <> open`,
    [context.principal.tenantId],
  )
}

function ofLevel(table: string): string {
  return `${table}.tenant_id = i.tenant_id and ${table}.product_id = i.product_id and ${table}.location_id = i.location_id`
}

it(
  'keeps every level the sum of its ledger at every commit, while connections are killed',
  async () => {
    let refusals = 0
    let killed = 0
    const work = Array.from({ length: clients }, async (_, client) => {
      const roll = dice(client + 1)
      for (let number = 0; number < operations / clients; number += 1) {
        await once(roll).catch((error: unknown) => {
          const isRefusal = error instanceof AppError && error.code !== 'internal'
          if (!isRefusal && !isConnectionError(error)) throw error
          if (isRefusal) refusals += 1
          else killed += 1
        })
      }
    })
    const done = Promise.all(work).finally(() => stop.abort())
    const checked = repeated(async () => expect(await wrongLevels()).toEqual([]))
    const kills = repeated(async () => {
      await ownerRows(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()
      and usename like '%_app_login' and state <> 'idle' limit 1`)
      await sleep(40)
    })
    const swept = repeated(async () => {
      await expireReservations().catch((error: unknown) => {
        if (!isConnectionError(error)) throw error
      })
      await sleep(100)
    })
    await Promise.all([done, checked, kills, swept])
    expect(await wrongLevels()).toEqual([])
    const [{ movements } = { movements: 0 }] = await ownerRows<{ movements: number }>(
      'select count(*)::int as movements from stock_movements where tenant_id = $1',
      [context.principal.tenantId],
    )
    expect(movements).toBeGreaterThan(operations / 4)
    expect(refusals).toBeGreaterThan(0)
    expect(killed).toBeGreaterThan(0)
  },
  process.env.FULL ? 3_600_000 : 120_000,
)

async function repeated(run: () => Promise<void>): Promise<void> {
  while (!stop.signal.aborted) await run()
}
