import { beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import type { AppError } from '#src/lib/errors.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { getAnalytics } from '../queries/get-analytics.ts'
import { getItem } from '../queries/get-item.ts'
import { listAlerts } from '../queries/list-alerts.ts'
import { listItems } from '../queries/list-items.ts'
import { listMovements } from '../queries/list-movements.ts'
import type { EnhancedInventoryItem } from '../schema.ts'
import { classifyItems, verifyStock } from '../upkeep/sweeps.ts'
import { adjustItem } from './adjust.ts'
import { archiveItem } from './archive-item.ts'
import { changeItem } from './change-item.ts'
import { createItem } from './create-item.ts'
import { createLocation } from './create-location.ts'
import { reserveItem } from './reserve.ts'
import { reverseMovement } from './reverse.ts'

let admin: Context
let stranger: Context
let item: EnhancedInventoryItem
let id: string
let shelf: string

const newItem = { sku: 'S-1', name: 'Screw', unitCost: '2.0000', price: '3', currency: 'EUR' }

beforeEach(async () => {
  admin = await contextOf(await createTenant(0), 'admin')
  stranger = await contextOf(await createTenant(0), 'admin')
  item = await createItem.execute(admin, newItem)
  id = item.id
  shelf = (await createLocation.execute(admin, { code: 'W', name: 'Warehouse' })).id
})

const errorOf = (call: Promise<unknown>): Promise<AppError> =>
  call.then(
    () => undefined as never,
    (error) => error,
  )

const receive = (quantity: number, location_id = shelf, unit_cost?: string) =>
  adjustItem.execute(admin, { id, location_id, kind: 'receipt', quantity, reason: 'delivery', unit_cost })

const receiveOf = (item_id: string, quantity: number) =>
  adjustItem.execute(admin, {
    id: item_id,
    location_id: shelf,
    kind: 'receipt',
    quantity,
    reason: 'delivery',
  })

const levelAt = async (locationId: string) =>
  (await getItem.execute(admin, { id })).levels.find((level) => level.locationId === locationId)

describe('a movement', () => {
  it('carries its quantity into the level and has its number and balance', async () => {
    expect(await receive(50)).toMatchObject({ seq: 1, balance_after: 50 })
    const issue = { id, location_id: shelf, kind: 'issue', quantity: -8, reason: 'sold' } as const
    expect(await adjustItem.execute(admin, issue)).toMatchObject({ seq: 2, balance_after: 42 })
    expect(await levelAt(shelf)).toMatchObject({ onHand: 42, available: 42, seq: 2 })
  })

  it('into quarantine or onto the road is on hand, and not available', async () => {
    for (const kind of ['quarantine', 'transit'] as const) {
      const { id: location_id } = await createLocation.execute(admin, { code: kind, name: kind, kind })
      await receive(4, location_id)
    }
    const seen = async () => {
      const { onHand, available, status } = await getItem.execute(admin, { id })
      const { items } = await listItems.execute(admin, { status })
      return { onHand, available, status, isListed: items.some((one) => one.id === id) }
    }
    expect(await seen()).toEqual({ onHand: 8, available: 0, status: 'out_of_stock', isListed: true })
    await receive(5)
    expect(await seen()).toEqual({ onHand: 13, available: 5, status: 'in_stock', isListed: true })
  })

  it('that takes more than is available is refused with what there is', async () => {
    await receive(5)
    await reserveItem.execute(admin, { id, quantity: 2 })
    const error = await errorOf(
      adjustItem.execute(admin, { id, location_id: shelf, quantity: -4, reason: 'x' }),
    )
    expect(error).toMatchObject({ code: 'insufficient_stock', details: { facts: { available: 3 } } })
    expect(await levelAt(shelf)).toMatchObject({ onHand: 5, reserved: 2, seq: 1 })
  })

  it('may go below zero only where the location allows it', async () => {
    const loose = await createLocation.execute(admin, { code: 'L', name: 'Loose', allows_negative: true })
    const take = { id, quantity: -3, reason: 'shipped before the receipt' }
    expect(await adjustItem.execute(admin, { ...take, location_id: loose.id })).toMatchObject({
      balance_after: -3,
    })
    expect(await errorOf(adjustItem.execute(admin, { ...take, location_id: shelf }))).toMatchObject({
      code: 'insufficient_stock',
    })
  })

  it('sets a level to what is there, from the number of the last movement seen', async () => {
    const { seq } = await receive(10)
    const set = { id, location_id: shelf, set_to: 7, reason: 'broken' }
    expect(await adjustItem.execute(admin, { ...set, expected_seq: seq })).toMatchObject({ quantity: -3 })
    expect(await errorOf(adjustItem.execute(admin, { ...set, set_to: 9, expected_seq: seq }))).toMatchObject({
      code: 'stale',
      details: { facts: { seq: 2, on_hand: 7 } },
    })
    expect(await errorOf(adjustItem.execute(admin, set))).toMatchObject({ code: 'invalid_request' })
  })

  it('moves the average cost only as a receipt with a price', async () => {
    await receive(10, shelf, '4')
    await receive(30, shelf, '8')
    await receive(5)
    expect(await levelAt(shelf)).toMatchObject({ onHand: 45, unitCost: '7.0000' })
  })

  it('is taken back by its opposite, once, and stays', async () => {
    const { id: movementId } = await receive(10)
    const reversal = { id, movementId, reason: 'typed twice' }
    const answers = await Promise.allSettled([1, 2, 3].map(() => reverseMovement.execute(admin, reversal)))
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const { items } = await listMovements.execute(admin, { id })
    expect(items.map(({ quantity, kind, is_reversed }) => [quantity, kind, is_reversed])).toEqual([
      [-10, 'reversal', false],
      [10, 'receipt', true],
    ])
    expect(await errorOf(reverseMovement.execute(admin, reversal))).toMatchObject({
      code: 'illegal_transition',
    })
  })

  it('is refused with the sign, the reservation or the day that cannot be', async () => {
    const given = { id, location_id: shelf, reason: 'x' }
    const wrong = [
      { ...given, kind: 'receipt', quantity: -1 },
      { ...given, kind: 'scrap', quantity: 1 },
      { ...given, quantity: 0 },
      { ...given, quantity: 1, occurred_at: '2999-01-01T00:00:00Z' },
      { ...given, quantity: 1, location_id: item.id },
    ] as const
    for (const input of wrong)
      expect(await errorOf(adjustItem.execute(admin, input)), JSON.stringify(input)).toMatchObject({
        code: 'invalid_request',
      })
  })

  it('tells what lay there at an instant', async () => {
    const first = await receive(10)
    await receive(5)
    const { items } = await listMovements.execute(admin, { id, as_of: first.posted_at.replace('Z', '999Z') })
    expect(items.map(({ balance_after }) => balance_after)).toEqual([10])
  })
})

describe('the ledger', () => {
  it('is written by triggers alone: the application may not touch balances or what was posted', async () => {
    await receive(10)
    const as = (text: string) =>
      transaction(admin.principal.tenantId, 'read write', (tx) => tx.$client.query(text))
    for (const text of [
      'update inventory_items set on_hand = 99',
      'update inventory_items set reserved = 1',
      'update inventory_items set seq = 9',
      'update stock_movements set quantity = 1',
      'delete from stock_movements',
      'delete from stock_reservations',
      'delete from inventory_items',
    ])
      await expect(as(text), text).rejects.toThrow(/permission denied/)
    await expect(ownerRows('update stock_movements set quantity = 1')).rejects.toThrow(/never changed/)
  })

  it('belongs to its tenant: for a stranger the item does not exist', async () => {
    const theirs = await createLocation.execute(stranger, { code: 'W', name: 'Warehouse' })
    const given = { id, location_id: theirs.id, quantity: 1, reason: 'x' }
    expect(await errorOf(adjustItem.execute(stranger, given))).toMatchObject({ code: 'not_found' })
    expect(await errorOf(adjustItem.execute(admin, given))).toMatchObject({ code: 'invalid_request' })
  })

  it('is recounted: a difference becomes an alert that names the level, and is not repaired', async () => {
    await receive(10)
    await ownerRows('update inventory_items set on_hand = 12 where product_id = $1', [id])
    expect(await verifyStock()).toBeGreaterThan(0)
    const { items } = await listAlerts.execute(admin, { kind: 'difference' })
    expect(items).toContainEqual(
      expect.objectContaining({ item_id: id, location_id: shelf, on_hand: 12, limit: 10 }),
    )
    await ownerRows('update inventory_items set on_hand = 10 where product_id = $1', [id])
    await verifyStock()
    expect((await listAlerts.execute(admin, { kind: 'difference' })).items).toEqual([])
  })
})

describe('an item', () => {
  it('is changed from the version that was read, and keeps its stock', async () => {
    await receive(3)
    const changed = await changeItem.execute(admin, {
      id,
      name: 'Long screw',
      levels: [{ locationId: shelf, reorderPoint: 4 }],
    })
    expect(changed).toMatchObject({ name: 'Long screw', version: 2, onHand: 3, status: 'low', unit: 'piece' })
    const stale = { ...admin, ifMatch: '"1"' }
    expect(await errorOf(changeItem.execute(stale, { id, name: 'x' }))).toMatchObject({
      code: 'precondition_failed',
    })
    expect(await errorOf(createItem.execute(admin, { ...newItem, name: 'Long screw' }))).toMatchObject({
      code: 'duplicate',
    })
  })

  it('is archived only without stock, reservations and transfers', async () => {
    const { id: movementId } = await receive(3)
    expect(await errorOf(archiveItem.execute(admin, { id }))).toMatchObject({ code: 'in_use' })
    await reverseMovement.execute(admin, { id, movementId, reason: 'x' })
    expect(await archiveItem.execute(admin, { id })).toEqual({ id, archived: true })
    expect(await errorOf(receive(1))).toMatchObject({ code: 'not_found' })
  })
})

describe('the analytics', () => {
  it('value what went out and what lies there, and class items by both value and regularity', async () => {
    const other = await createItem.execute(admin, { ...newItem, sku: 'S-2', name: 'Nail' })
    await receive(100)
    await receiveOf(other.id, 100)
    const sell = (item_id: string, quantity: number) =>
      adjustItem.execute(admin, { id: item_id, location_id: shelf, kind: 'issue', quantity, reason: 'sold' })
    await sell(id, -45)
    await sell(other.id, -5)
    const { currencies, classes } = await getAnalytics.execute(admin, {})
    expect(currencies).toEqual([
      { currency: 'EUR', stock_value: '300.0000', issued_cost: '100.0000', turnover: 0.33, cover_days: 1095 },
    ])
    const named = classes.map(({ abc, xyz, items, issued_cost }) => [abc, xyz, items, issued_cost])
    expect(named).toEqual([
      ['A', 'Z', 1, '90.0000'],
      ['B', 'Z', 1, '10.0000'],
    ])
    await classifyItems()
    expect(await getItem.execute(admin, { id: other.id })).toMatchObject({
      abcClass: 'B',
      xyzClass: 'Z',
      version: 1,
    })
  })
})
