import { afterEach, beforeAll, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { allowLocalReceivers, receiver } from '../support/deliveries.ts'
import { ask } from '../support/exports.ts'
import { type HttpDoor, startHttpDoor } from '../support/http-door.ts'
import { contextOf, createTenant, ownerRows } from '../support/owner.ts'
import { until } from '../support/until.ts'
import { killWorkers, startWorker } from '../support/worker-process.ts'

let admin: Context
let hook: HttpDoor
const ids: unknown[] = []
// The receiver's silence must outlast the worker.
const environment = { DELIVERY_NETWORKS: '127.0.0.0/8', DELIVERY_TIMEOUT_SECONDS: '60' }

beforeAll(async () => {
  allowLocalReceivers()
  admin = await contextOf(await createTenant(20), 'admin')
  hook = await startHttpDoor(async ({ headers }) => {
    ids.push(headers['webhook-id'])
    return { status: 204 }
  })
})

afterEach(killWorkers)

interface State {
  id: string
  state: string
  attempts: number
  log: { message: string }[]
}

function untilDelivery(exportId: string, state: string): Promise<State> {
  return until(`the delivery is ${state}`, async () => {
    const [row] = await ownerRows<State>('select * from export_deliveries where export_id = $1', [exportId])
    return row?.state === state && row
  })
}

it('a delivery whose worker is killed in the middle is made by another, once', async () => {
  const { id: destination } = await receiver(admin, { kind: 'webhook', settings: { url: hook.url } })
  hook.behaviour = 'silent'
  const killed = await startWorker(environment)
  const { id } = await ask(admin, { destinations: [destination] })
  const sending = await untilDelivery(id, 'sending')
  await killed.signal('SIGKILL')
  hook.behaviour = 'accept'
  // As if the claim of the killed worker had run out.
  await ownerRows(`update export_deliveries set next_try_at = now() - interval '2 minutes' where id = $1`, [
    sending.id,
  ])
  await startWorker(environment)
  const delivered = await untilDelivery(id, 'delivered')
  expect(delivered).toMatchObject({ attempts: 2, log: [{}, {}] })
  expect(delivered.log[0]!.message).toContain('stopped in the middle')
  expect(ids).toEqual([sending.id])
})

it('a worker that is told to stop hands its delivery to another', async () => {
  const { id: destination } = await receiver(admin, { kind: 'webhook', settings: { url: hook.url } })
  hook.behaviour = 'silent'
  const stopping = await startWorker({ ...environment, GRACE_SECONDS: '0.1' })
  const { id } = await ask(admin, { destinations: [destination] })
  const sending = await untilDelivery(id, 'sending')
  await stopping.signal('SIGTERM')
  hook.behaviour = 'accept'
  await startWorker(environment)
  expect(await untilDelivery(id, 'delivered')).toMatchObject({ attempts: 2 })
  expect(ids.filter((one) => one === sending.id)).toHaveLength(1)
})
