import { beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import type { AppError } from '#src/lib/errors.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { getItem } from '../queries/get-item.ts'
import { expireReservations } from '../upkeep/sweeps.ts'
import { adjustItem } from './adjust.ts'
import { batchStock } from './batch.ts'
import { countStock } from './count.ts'
import { createItem } from './create-item.ts'
import { createLocation } from './create-location.ts'
import { cancelTransfer, receiveTransfer, sendTransfer } from './move-transfer.ts'
import { releaseItem } from './release.ts'
import { reserveItem } from './reserve.ts'
import { transferStock } from './transfer.ts'

let admin: Context
let id: string
let shelf: string
let shop: string

beforeEach(async () => {
  admin = await contextOf(await createTenant(0), 'admin')
  const screw = { sku: 'S-1', name: 'Screw', unitCost: '2.0000', price: '3', currency: 'EUR' }
  id = (await createItem.execute(admin, screw)).id
  shelf = (await createLocation.execute(admin, { code: 'W', name: 'Warehouse' })).id
  shop = (await createLocation.execute(admin, { code: 'S', name: 'Shop', kind: 'shop' })).id
})

const errorOf = (call: Promise<unknown>): Promise<AppError | undefined> =>
  call.then(
    () => undefined,
    (error) => error,
  )

const receive = (quantity: number) =>
  adjustItem.execute(admin, { id, location_id: shelf, kind: 'receipt', quantity, reason: 'delivery' })

const levelAt = async (locationId: string) =>
  (await getItem.execute(admin, { id })).levels.find((level) => level.locationId === locationId)

describe('a reservation', () => {
  it('of the last 50 pieces is given 50 times of 200', async () => {
    await receive(50)
    const one = { id, location_id: shelf, quantity: 1 }
    const caller = async () => {
      const answers = []
      for (let asked = 0; asked < 10; asked += 1) {
        const call = reserveItem.execute(admin, one)
        answers.push((await errorOf(call))?.code ?? 'reserved')
      }
      return answers
    }
    const answers = (await Promise.all(Array.from({ length: 20 }, caller))).flat()
    const counts = Object.entries(Object.groupBy(answers, (answer) => answer))
    expect(counts.map(([answer, all]) => [answer, all!.length]).sort()).toEqual([
      ['insufficient_stock', 150],
      ['reserved', 50],
    ])
    expect(await levelAt(shelf)).toMatchObject({ onHand: 50, reserved: 50, available: 0 })
  })

  it('is released once, in parts or whole', async () => {
    await receive(10)
    const { id: reservation_id } = await reserveItem.execute(admin, { id, quantity: 6 })
    const part = await releaseItem.execute(admin, { id, reservation_id, quantity: 2 })
    expect(part).toMatchObject({ status: 'active', open_quantity: 4 })
    const twice = await Promise.allSettled(
      [1, 2].map(() => releaseItem.execute(admin, { id, reservation_id })),
    )
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await levelAt(shelf)).toMatchObject({ onHand: 10, reserved: 0 })
  })

  it('is either consumed or expired, and consumed by the issue that names it', async () => {
    await receive(10)
    const soon = new Date(Date.now() + 60_000).toISOString()
    const { id: reservation_id } = await reserveItem.execute(admin, { id, quantity: 4, expires_at: soon })
    await ownerRows(`update stock_reservations set expires_at = now() where id = $1`, [reservation_id])
    const issue = {
      id,
      location_id: shelf,
      kind: 'issue',
      quantity: -4,
      reason: 'sold',
      reservation_id,
    } as const
    const [issued] = await Promise.allSettled([adjustItem.execute(admin, issue), expireReservations()])
    const [row] = await ownerRows<{ status: string }>('select status from stock_reservations where id = $1', [
      reservation_id,
    ])
    expect(row!.status).toBe(issued.status === 'fulfilled' ? 'consumed' : 'expired')
    expect(await levelAt(shelf)).toMatchObject({
      onHand: issued.status === 'fulfilled' ? 6 : 10,
      reserved: 0,
    })
  })
})

describe('a count', () => {
  it('books the difference at its counting: what moved since stays moved', async () => {
    const { seq } = await receive(10)
    await receive(20)
    const lines = [{ item_id: id, counted: 8, seq }]
    const done = await countStock.execute(admin, { location_id: shelf, lines })
    expect(done).toMatchObject({ differences: 1, movements: [{ quantity: -2, balance_after: 28 }] })
    expect((await levelAt(shelf))!.lastCountedAt).not.toBeNull()
    const wrong = { location_id: shelf, lines: [{ item_id: id, counted: 8, seq: 99 }] }
    expect(await errorOf(countStock.execute(admin, wrong))).toMatchObject({ code: 'invalid_request' })
  })
})

describe('a transfer', () => {
  it('moves goods at once, both sides or none', async () => {
    await receive(10)
    const given = { item_id: id, from_location_id: shelf, to_location_id: shop, quantity: 4 }
    await transferStock.execute(admin, given)
    expect([(await levelAt(shelf))!.onHand, (await levelAt(shop))!.onHand]).toEqual([6, 4])
    const error = await errorOf(transferStock.execute(admin, { ...given, quantity: 7 }))
    expect(error).toMatchObject({ code: 'insufficient_stock', details: { facts: { available: 6 } } })
    expect([(await levelAt(shelf))!.onHand, (await levelAt(shop))!.onHand]).toEqual([6, 4])
  })

  it('is planned, sent, and received in parts with losses; every other move is refused and named', async () => {
    const road = await createLocation.execute(admin, { code: 'T', name: 'On the road', kind: 'transit' })
    await receive(10)
    const given = {
      item_id: id,
      from_location_id: shelf,
      to_location_id: shop,
      quantity: 9,
      mode: 'draft',
    } as const
    const { id: transfer } = await transferStock.execute(admin, given)
    expect(await errorOf(receiveTransfer.execute(admin, { id: transfer, quantity: 1 }))).toMatchObject({
      code: 'illegal_transition',
      details: { facts: { state: 'draft', legal: ['send', 'cancel'] } },
    })
    await sendTransfer.execute(admin, { id: transfer })
    expect(await levelAt(road.id)).toMatchObject({ onHand: 9 })
    expect(await errorOf(cancelTransfer.execute(admin, { id: transfer }))).toMatchObject({
      details: { facts: { legal: ['receive'] } },
    })
    expect(await receiveTransfer.execute(admin, { id: transfer, quantity: 5 })).toMatchObject({
      status: 'in_transit',
    })
    expect(await errorOf(receiveTransfer.execute(admin, { id: transfer, quantity: 5 }))).toMatchObject({
      code: 'conflict',
    })
    expect(await receiveTransfer.execute(admin, { id: transfer, quantity: 3, lost: 1 })).toMatchObject({
      ...{ status: 'received', received: 8, lost: 1 },
    })
    expect([(await levelAt(road.id))!.onHand, (await levelAt(shop))!.onHand]).toEqual([0, 8])
  })
})

describe('a batch', () => {
  it('is done whole or not at all, its lines seeing each other', async () => {
    const add = { op: 'adjust', item_id: id, location_id: shelf, quantity: 5, reason: 'x' } as const
    const keep = { op: 'reserve', item_id: id, location_id: shelf, quantity: 5 } as const
    expect(await batchStock.execute(admin, { operations: [add, keep] })).toMatchObject({ done: 2, failed: 0 })
    const error = await errorOf(batchStock.execute(admin, { operations: [add, { ...keep, quantity: 6 }] }))
    expect(error).toMatchObject({ code: 'insufficient_stock', details: { facts: { line: 1, available: 5 } } })
    expect(await levelAt(shelf)).toMatchObject({ onHand: 5, reserved: 5 })
    const apart = await batchStock.execute(admin, {
      operations: [{ ...keep, quantity: 9 }, add],
      atomic: false,
    })
    expect(apart).toMatchObject({
      done: 1,
      failed: 1,
      results: [{ problem: { code: 'insufficient_stock' } }, { ok: true }],
    })
    expect(await levelAt(shelf)).toMatchObject({ onHand: 10 })
  })
})
