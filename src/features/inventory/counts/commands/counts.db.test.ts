import { beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import type { AppError } from '#src/lib/errors.ts'
import { contextOf, createTenant, ownerRows } from '../../../../../tests/support/owner.ts'
import { adjustItem } from '../../commands/adjust.ts'
import { countStock } from '../../commands/count.ts'
import { createItem } from '../../commands/create-item.ts'
import { createLocation } from '../../commands/create-location.ts'
import { getItem } from '../../queries/get-item.ts'
import { getCount } from '../queries/get-count.ts'
import { listCountLines } from '../queries/list-count-lines.ts'
import { listCounts } from '../queries/list-counts.ts'
import { countLines } from './count-lines.ts'
import { createCount } from './create-count.ts'
import { cancelCount, startCount, submitCount } from './move-count.ts'
import { postCount } from './post-count.ts'

let admin: Context
let shelf: string
let items: string[]

/** Three items with 10, 20 and 30 pieces on one shelf, the last of another category. */
beforeEach(async () => {
  admin = await contextOf(await createTenant(0), 'admin')
  shelf = (await createLocation.execute(admin, { code: 'W', name: 'Warehouse' })).id
  items = []
  for (const number of [1, 2, 3]) {
    const id = await addItem(`S-${number}`, number < 3 ? 'Screws' : 'Nails')
    await post(id, number * 10)
    items.push(id)
  }
})

const addItem = async (sku: string, category: string) => {
  const given = { sku, name: `Item ${sku}`, category, barcode: `400${sku}` }
  return (await createItem.execute(admin, { ...given, unitCost: '2.5000', price: '4', currency: 'EUR' })).id
}

const post = (id: string, quantity: number) =>
  adjustItem.execute(admin, { id, location_id: shelf, quantity, reason: 'test' })

const onHand = async (id: string) =>
  (await getItem.execute(admin, { id })).levels.find(({ locationId }) => locationId === shelf)?.onHand

const started = async (choice: { category?: string; item_ids?: string[]; is_blind?: boolean } = {}) => {
  const { id } = await createCount.execute(admin, { location_id: shelf, ...choice })
  await startCount.execute(admin, { id })
  return id
}

const count = (id: string, code: string, counted: number) =>
  countLines.execute(admin, { id, lines: [{ code, counted }] })

const errorOf = (call: Promise<unknown>): Promise<AppError> =>
  call.then(
    () => undefined as never,
    (error) => error,
  )

describe('a count', () => {
  it('books what was counted minus what was there at the counting: goods moved since stay moved', async () => {
    const id = await started()
    await post(items[0]!, 5)
    await count(id, 'S-1', 12)
    await post(items[0]!, -4)
    await count(id, '400S-2', 20)
    await submitCount.execute(admin, { id, uncounted: 'zero' })
    await post(items[1]!, 7)
    const posted = await postCount.execute(admin, { id })
    expect(posted).toMatchObject({ status: 'posted', counted: 3, lines: 3, differing: 2 })
    expect(await Promise.all(items.map(onHand))).toEqual([8, 27, 0])
    const rows = await ownerRows(
      `select quantity, kind, reference from stock_movements where count_id = $1 order by quantity`,
      [id],
    )
    expect(rows).toEqual(
      [-30, -3, 0].map((quantity) => ({ quantity, kind: 'count', reference: posted.count_no })),
    )
  })

  it('moves along its states alone, and every other move names the legal ones and changes nothing', async () => {
    const { id, links } = await createCount.execute(admin, { location_id: shelf })
    expect(Object.keys(links)).toEqual(['self', 'lines', 'start', 'cancel'])
    const moves = { start: startCount, submit: submitCount, post: postCount, cancel: cancelCount }
    const refused = async (legal: string[]) => {
      const illegal = Object.entries(moves).filter(([move]) => !legal.includes(move))
      for (const [move, command] of illegal)
        expect([move, await errorOf(command.execute(admin, { id }))]).toMatchObject([
          move,
          { code: 'illegal_transition', details: { facts: { legal } } },
        ])
      return (await getCount.execute(admin, { id })).status
    }
    expect(await refused(['start', 'cancel'])).toBe('open')
    expect(await errorOf(count(id, 'S-1', 1))).toMatchObject({ code: 'illegal_transition' })
    await startCount.execute(admin, { id })
    expect(await refused(['submit', 'cancel'])).toBe('counting')
    await count(id, 'S-1', 10)
    expect(await errorOf(submitCount.execute(admin, { id }))).toMatchObject({
      details: { errors: [{ path: 'uncounted' }] },
    })
    await submitCount.execute(admin, { id, uncounted: 'leave' })
    expect(await refused(['post', 'cancel'])).toBe('review')
    await postCount.execute(admin, { id })
    expect(await refused([])).toBe('posted')
    expect(await Promise.all(items.map(onHand))).toEqual([10, 20, 30])
    const other = await started()
    await cancelCount.execute(admin, { id: other })
    expect((await listCounts.execute(admin, { status: 'cancelled' })).items).toMatchObject([
      { id: other, count_no: 'SC-00002' },
    ])
  })

  it('hides what the ledger expects until the review, where it is blind', async () => {
    const id = await started()
    await count(id, 'S-1', 8)
    expect(await getCount.execute(admin, { id })).toMatchObject({ differing: null, differences: null })
    const hidden = { expected: null, difference: null, value: null }
    const { items: lines } = await listCountLines.execute(admin, { id })
    expect(lines).toMatchObject([{ ...hidden, counted: 8 }, hidden, hidden])
    expect(await errorOf(listCountLines.execute(admin, { id, state: 'differing' }))).toMatchObject({
      code: 'invalid_request',
    })
    await submitCount.execute(admin, { id, uncounted: 'leave' })
    expect(await getCount.execute(admin, { id })).toMatchObject({
      differing: 1,
      differences: [{ currency: 'EUR', lines: 1, surplus: '0.0000', shortage: '5.0000', net: '-5.0000' }],
    })
    expect((await listCountLines.execute(admin, { id, state: 'differing' })).items).toMatchObject([
      { sku: 'S-1', expected: 10, difference: -2, value: '-5.0000' },
    ])
    const open = await started({ is_blind: false, category: 'Nails' })
    expect((await listCountLines.execute(admin, { id: open })).items).toMatchObject([{ expected: 30 }])
  })

  it('is counted again while it is reviewed: the last counting is booked', async () => {
    const id = await started({ item_ids: [items[0]!] })
    await count(id, 'S-1', 4)
    await submitCount.execute(admin, { id })
    await post(items[0]!, 1)
    const { lines } = await count(id, 'S-1', 11)
    expect(lines).toMatchObject([{ expected: 11, difference: 0, recounts: 1 }])
    await postCount.execute(admin, { id })
    expect(await onHand(items[0]!)).toBe(11)
  })

  it('takes what it is of: items that are found there are added, and all wrong lines are named', async () => {
    const found = await addItem('S-9', 'Screws')
    const id = await started({ category: 'Screws' })
    expect(await count(id, 'S-9', 3)).toMatchObject({ total: 3, counted: 1 })
    const lines = ['S-3', 'S-1', '400S-1', 'unknown'].map((code) => ({ code, counted: 1 }))
    const error = await errorOf(countLines.execute(admin, { id, lines }))
    expect(error.details.errors?.map(({ path, message }) => [path, message])).toEqual([
      ['lines.0.code', 'is not of the category Screws, which this count is of'],
      ['lines.2.code', 'is counted in an earlier line already'],
      ['lines.3.code', 'is the SKU or barcode of no item'],
    ])
    await submitCount.execute(admin, { id, uncounted: 'leave' })
    await postCount.execute(admin, { id })
    expect(await onHand(found)).toBe(3)
    const missing = { location_id: shelf, category: 'Paper' }
    expect(await errorOf(createCount.execute(admin, missing))).toMatchObject({ code: 'invalid_request' })
  })

  it('never books one difference twice, however many count at once', async () => {
    const [one, two] = [await started(), await started()]
    for (const id of [one, two]) {
      await count(id, 'S-1', 7)
      await submitCount.execute(admin, { id, uncounted: 'leave' })
    }
    const posts = await Promise.allSettled([one, one].map((id) => postCount.execute(admin, { id })))
    expect(posts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await errorOf(postCount.execute(admin, { id: two }))).toMatchObject({
      code: 'stale',
      message: 'Another count has booked a difference of S-1 since. Count it again.',
    })
    const short = { location_id: shelf, lines: [{ item_id: items[0]!, counted: 7, seq: 1 }] }
    expect(await errorOf(countStock.execute(admin, short))).toMatchObject({ code: 'stale' })
    await count(two, 'S-1', 7)
    await postCount.execute(admin, { id: two })
    expect(await onHand(items[0]!)).toBe(7)
  })

  it('is refused with the item’s name where more has left than was counted', async () => {
    const id = await started({ item_ids: [items[0]!] })
    await count(id, 'S-1', 2)
    await post(items[0]!, -5)
    await submitCount.execute(admin, { id })
    expect(await errorOf(postCount.execute(admin, { id }))).toMatchObject({
      code: 'insufficient_stock',
      message: 'More of S-1 has left since than was counted. Count it again.',
    })
    expect(await getCount.execute(admin, { id })).toMatchObject({ status: 'review' })
    expect(await onHand(items[0]!)).toBe(5)
  })

  it('is right while goods move: 8 people count and post goods at once', async () => {
    const id = await started({ item_ids: [items[2]!] })
    const moved = Array.from({ length: 40 }, (_, index) => () => post(items[2]!, index % 2 ? 3 : -2))
    const counted = Array.from({ length: 10 }, () => () => count(id, 'S-3', 25))
    const work = [...moved, ...counted]
    const person = async () => {
      for (let next = work.pop(); next; next = work.pop()) await next()
    }
    await Promise.all(Array.from({ length: 8 }, person))
    await submitCount.execute(admin, { id })
    const [line] = (await listCountLines.execute(admin, { id })).items
    const before = await onHand(items[2]!)
    await postCount.execute(admin, { id })
    expect(await onHand(items[2]!)).toBe(before! + line!.difference!)
    expect(line).toMatchObject({ counted: 25, recounts: 9 })
  })

  it('belongs to its company, and changes only from the version that was read', async () => {
    const id = await started()
    const stranger = await contextOf(await createTenant(0), 'admin')
    expect(await errorOf(getCount.execute(stranger, { id }))).toMatchObject({ code: 'not_found' })
    expect(await errorOf(count(id, 'S-1', -1))).toMatchObject({ code: 'invalid_request' })
    expect(await errorOf(cancelCount.execute({ ...admin, ifMatch: '"1"' }, { id }))).toMatchObject({
      code: 'precondition_failed',
      details: { facts: { version: 2 } },
    })
  })
})
