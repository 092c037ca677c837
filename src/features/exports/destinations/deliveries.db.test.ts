import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import {
  allowLocalReceivers,
  attempt,
  givenTo,
  receiver,
  sent,
} from '../../../../tests/support/deliveries.ts'
import { finishedExport } from '../../../../tests/support/finished-export.ts'
import { type HttpBehaviour, type HttpDoor, startHttpDoor } from '../../../../tests/support/http-door.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { until } from '../../../../tests/support/until.ts'
import { retryDelivery } from './commands/retry-delivery.ts'
import { listDeliveries } from './queries/list-deliveries.ts'
import { runDelivery } from './runs/deliver.ts'
import { overdueDeliveries } from './runs/sweeps.ts'
import { signatureOf } from './senders/webhook.ts'

let admin: Context
let hook: HttpDoor
const messages: { headers: Record<string, unknown>; body: string }[] = []

beforeAll(async () => {
  allowLocalReceivers()
  admin = await contextOf(await createTenant(20), 'admin')
  hook = await startHttpDoor(async ({ headers }, body) => {
    messages.push({ headers, body: body.toString() })
    return { status: 204 }
  })
})

beforeEach(() => {
  messages.length = 0
  hook.behaviour = 'accept'
})

const webhook = (url = hook.url) => receiver(admin, { kind: 'webhook', settings: { url } })

async function jobsWaiting(id: string): Promise<number> {
  const jobs = await ownerRows(
    `select 1 from pgboss.job where name = 'deliveries.send' and data->>'deliveryId' = $1`,
    [id],
  )
  return jobs.length
}

it('a delivery and its job are made with the completed export, once', async () => {
  const { id } = await webhook()
  const delivery = await sent(admin, id)
  expect(delivery).toMatchObject({ state: 'pending', attempts: 0, destination_id: id })
  expect(await jobsWaiting(delivery.id)).toBe(1)
})

describe('a webhook', () => {
  it('gets a signed message with the manifest and links that work', async () => {
    const { id, signing_secret } = await webhook()
    const delivery = await sent(admin, id)
    expect(await attempt(admin, delivery)).toMatchObject({ state: 'delivered', attempts: 1 })
    expect(await attempt(admin, delivery)).toMatchObject({ state: 'delivered', attempts: 1 })
    expect(messages).toHaveLength(1)
    const { headers, body } = messages[0]!
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
    expect(headers['webhook-id']).toBe(delivery.id)
    expect(headers['webhook-signature']).toBe(`v1,${signatureOf(signing_secret!, signed)}`)
    const event = JSON.parse(body)
    expect(event).toMatchObject({
      type: 'export.completed',
      data: { export: { id: delivery.export_id, record_count: 20 }, manifest: { rows_written: 20 } },
    })
    expect(event.data.files[0].download_url).toContain('signature=')
  })

  const passing = [
    { what: 'hangs up at once', behaviour: 'hang up', says: 'broke off the connection' },
    { what: 'says nothing', behaviour: 'silent', says: 'did not answer in time' },
    { what: 'hangs up halfway', behaviour: 'hang up halfway', says: 'broke off the connection' },
    { what: 'does not know us', behaviour: { status: 401 }, says: 'answered 401' },
    { what: 'has no room', behaviour: { status: 507 }, says: 'answered 507' },
  ] satisfies { what: string; behaviour: HttpBehaviour; says: string }[]

  it.each(passing)('that $what gets the message later, once', async ({ behaviour, says }) => {
    hook.behaviour = behaviour
    const delivery = await sent(admin, (await webhook()).id)
    const first = await attempt(admin, delivery)
    expect(first).toMatchObject({ state: 'pending', attempts: 1, last: expect.stringContaining(says) })
    expect(await jobsWaiting(delivery.id)).toBe(2)
    hook.behaviour = 'accept'
    expect(await attempt(admin, delivery)).toMatchObject({ state: 'delivered', attempts: 2 })
    expect(messages).toHaveLength(1)
  })

  it('whose answer gets lost has the same id twice, and tells the two apart by nothing else', async () => {
    hook.behaviour = 'hang up before the answer'
    const delivery = await sent(admin, (await webhook()).id)
    expect(await attempt(admin, delivery)).toMatchObject({ state: 'pending' })
    hook.behaviour = 'accept'
    expect(await attempt(admin, delivery)).toMatchObject({ state: 'delivered' })
    expect(messages.map(({ headers }) => headers['webhook-id'])).toEqual([delivery.id, delivery.id])
  })

  it('that redirects to a private address is not followed, and not tried again', async () => {
    hook.behaviour = { status: 302, headers: { Location: 'http://169.254.169.254/latest' } }
    const ended = await attempt(admin, await sent(admin, (await webhook()).id))
    expect(ended).toMatchObject({
      state: 'failed',
      last: expect.stringContaining('Redirects are not followed'),
    })
  })

  it('whose host leads to a private address gets nothing', async () => {
    const { id } = await webhook()
    await ownerRows(
      `update export_destinations set settings = '{"url": "https://10.0.0.7/in"}' where id = $1`,
      [id],
    )
    const ended = await attempt(admin, await sent(admin, id))
    expect(ended).toMatchObject({ state: 'failed', last: expect.stringContaining('not a public address') })
  })

  it('that nobody listens at any more is given up after a day, and its creator hears of it', async () => {
    const delivery = await sent(admin, (await webhook('http://127.0.0.1:9')).id)
    await ownerRows('update export_deliveries set give_up_at = now() where id = $1', [delivery.id])
    const ended = await attempt(admin, delivery)
    expect(ended).toMatchObject({ state: 'failed', last: expect.stringContaining('refused the connection') })
    const mails = await ownerRows<{ recipient: string; body: string }>(
      `select * from outgoing_mails where subject_type = 'delivery' and subject_id = $1`,
      [delivery.id],
    )
    expect(mails).toMatchObject([
      { recipient: admin.principal.email, body: expect.stringContaining('refused the connection') },
    ])
  })

  it('that wants to be left alone is, and after five failures in a row nothing more is sent for a while', async () => {
    let calls = 0
    const busy = await startHttpDoor(async () => {
      calls += 1
      return { status: 503, headers: { 'Retry-After': '3600' } }
    })
    const delivery = await sent(admin, (await webhook(busy.url)).id)
    expect((await attempt(admin, delivery)).last).toContain('answered 503')
    const [{ seconds }] = (await ownerRows<{ seconds: number }>(
      'select extract(epoch from next_try_at - now())::int as seconds from export_deliveries where id = $1',
      [delivery.id],
    )) as [{ seconds: number }]
    expect(seconds).toBeGreaterThan(3_500)
    for (let count = 1; count < 5; count += 1) await attempt(admin, delivery)
    expect((await attempt(admin, delivery)).last).toContain('left alone for a while')
    expect(calls).toBe(5)
  })

  it('that never answered may have the message: nobody knows, and the log says so', async () => {
    hook.behaviour = 'hang up before the answer'
    const delivery = await sent(admin, (await webhook()).id)
    await ownerRows('update export_deliveries set give_up_at = now() where id = $1', [delivery.id])
    const ended = await attempt(admin, delivery)
    expect(ended).toMatchObject({ state: 'unknown', last: expect.stringContaining('may have arrived') })
    hook.behaviour = 'accept'
    await retryDelivery.execute(admin, { id: delivery.export_id, delivery: delivery.id })
    expect(await attempt(admin, delivery)).toMatchObject({ state: 'delivered', attempts: 2 })
  })
})

describe('what must no longer leave the company', () => {
  it('stays when its creator has lost the right to it', async () => {
    const tenant = await createTenant(3)
    const boss = await contextOf(tenant, 'admin')
    const { id } = await receiver(boss, { kind: 'webhook', settings: { url: hook.url } })
    const finished = await finishedExport(boss, { export_type: 'payroll', destinations: [id] })
    const { items } = await listDeliveries.execute(boss, { id: finished.id })
    await ownerRows(`update users set role = 'manager' where id = $1`, [boss.principal.userId])
    await runDelivery({
      ...givenTo(boss),
      payload: { deliveryId: items[0]!.id },
    })
    const [row] = await ownerRows<{ state: string; log: { message: string }[] }>(
      'select state, log from export_deliveries where id = $1',
      [items[0]!.id],
    )
    expect(row).toMatchObject({
      state: 'failed',
      log: [{ message: expect.stringContaining('may not read') }],
    })
    expect(messages).toEqual([])
  })

  it('stays when its file has expired', async () => {
    const delivery = await sent(admin, (await webhook()).id)
    await ownerRows(`update data_exports set expires_at = now() where id = $1`, [delivery.export_id])
    expect(await attempt(admin, delivery)).toMatchObject({
      state: 'failed',
      last: expect.stringContaining('expired'),
    })
    const retried = retryDelivery.execute(admin, { id: delivery.export_id, delivery: delivery.id })
    await expect(retried).rejects.toMatchObject({ code: 'gone' })
  })
})

describe('a delivery whose worker died', () => {
  it('is taken up again once, and the log says that it may have arrived', async () => {
    const delivery = await sent(admin, (await webhook()).id)
    await ownerRows(
      `update export_deliveries set state = 'sending', attempts = 1, next_try_at = now() - interval '2 minutes' where id = $1`,
      [delivery.id],
    )
    const before = await jobsWaiting(delivery.id)
    const sweep = () => overdueDeliveries.run({ id: crypto.randomUUID(), name: 'test' })
    expect([await sweep(), await sweep()]).toEqual([1, 0])
    expect(await jobsWaiting(delivery.id)).toBe(before + 1)
    const ended = await attempt(admin, delivery)
    expect(ended).toMatchObject({ state: 'delivered', attempts: 2 })
    expect(ended.log[0]!.message).toContain('stopped in the middle')
  })

  it('is not settled by a worker that comes back late', async () => {
    const delivery = await sent(admin, (await webhook()).id)
    hook.behaviour = 'silent'
    const late = attempt(admin, delivery)
    await until('the attempt has begun', () =>
      ownerRows(
        `update export_deliveries set attempts = 5 where id = $1 and state = 'sending' returning id`,
        [delivery.id],
      ).then(({ length }) => length > 0),
    )
    expect(await late).toMatchObject({ state: 'sending', attempts: 5, log: [] })
  })
})
