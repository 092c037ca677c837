import { randomUUID } from 'node:crypto'
import type { Client } from './client.ts'

const stock = '/api/v2/inventory'

/** The same count in three states: open, counting, and in review. */
export async function arrangeCounts(admin: Client, location_id: string): Promise<Record<string, string>> {
  const add = async (...moves: { move: string; body?: object }[]) => {
    const { id } = (await (await admin.post(`${stock}/counts`, { location_id })).json()).data
    for (const { move, body = {} } of moves) await admin.post(`${stock}/counts/${id}/${move}`, body)
    return id as string
  }
  const started = { move: 'start' }
  return {
    NEW_COUNT_ID: await add(),
    COUNT_ID: await add(started),
    REVIEWED_COUNT_ID: await add(started, { move: 'submit', body: { uncounted: 'zero' } }),
  }
}

/** What the variables of the guide's chapter on stock stand for. */
export async function arrangeStock(admin: Client): Promise<Record<string, string>> {
  const post = async (path: string, body: object) => {
    const answer = await admin.post(`${stock}${path}`, body)
    return (await answer.json()).data as { id: string }
  }
  const addItem = () =>
    post('', { sku: randomUUID(), name: 'A screw', unitCost: '1', price: '2', currency: 'EUR' })
  const addPlace = (kind: string) => post('/locations', { code: randomUUID(), name: 'A place', kind })
  const [{ id: LOCATION_ID }, { id: OTHER_LOCATION_ID }] = [
    await addPlace('warehouse'),
    await addPlace('shop'),
  ]
  await addPlace('transit')
  const [{ id: ITEM_ID }, { id: UNUSED_ITEM_ID }] = [await addItem(), await addItem()]
  const level = { location_id: LOCATION_ID }
  const received = { ...level, kind: 'receipt', quantity: 100, reason: 'Delivered' }
  const ways = { item_id: ITEM_ID, from_location_id: LOCATION_ID, to_location_id: OTHER_LOCATION_ID }
  await post(`/${ITEM_ID}/adjust`, received)
  const movement = await post(`/${ITEM_ID}/adjust`, { ...level, quantity: 1, reason: 'Found' })
  const reservation = await post(`/${ITEM_ID}/reserve`, { ...level, quantity: 5 })
  const planned = await post('/transfer', { ...ways, quantity: 10, mode: 'draft' })
  const sent = await post('/transfer', { ...ways, quantity: 10, mode: 'in_transit' })
  return {
    ...{ LOCATION_ID, OTHER_LOCATION_ID, ITEM_ID, UNUSED_ITEM_ID },
    ...{ MOVEMENT_ID: movement.id, RESERVATION_ID: reservation.id },
    ...{ PLANNED_TRANSFER_ID: planned.id, SENT_TRANSFER_ID: sent.id },
  }
}
