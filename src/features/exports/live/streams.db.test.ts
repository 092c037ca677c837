import { beforeAll, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { ask } from '../../../../tests/support/exports.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { getExportStatus } from '../queries/get-status.ts'
import { sendEvents } from './events.ts'
import { streamLive } from './live.ts'

let admin: Context
let manager: Context

beforeAll(async () => {
  const tenant = await createTenant(5)
  admin = await contextOf(tenant, 'admin')
  manager = await contextOf(tenant, 'manager')
})

const change = (id: string) =>
  ownerRows('update data_exports set rows_done = rows_done + 1 where id = $1', [id])
const setUser = ({ principal }: Context, changes: string) =>
  ownerRows(`update users set ${changes} where id = $1`, [principal.userId])

it('events of an export end when their reader is demoted, before anything else is told', async () => {
  const { id } = await ask(manager)
  const request = new Request('http://localhost/events')
  const body = sendEvents(await getExportStatus.execute(admin, { id }), request, admin).body!
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  await reader.read()
  expect((await reader.read()).value).toContain('"rows":0')
  await change(id)
  expect((await reader.read()).value).toContain('"rows":1')
  await setUser(admin, `role = 'viewer'`)
  await change(id)
  expect(await reader.read()).toEqual({ done: true, value: undefined })
})

it('the live view ends when its reader is disabled', async () => {
  const { id } = await ask(manager)
  const watched = { ids: [id], watcher: 'a tab' } as Parameters<typeof streamLive>[1]
  const updates = streamLive(manager, watched)
  expect((await updates.next()).value?.exports).toHaveLength(1)
  await setUser(manager, 'disabled_at = now()')
  await change(id)
  expect(await updates.next()).toEqual({ done: true, value: undefined })
})
