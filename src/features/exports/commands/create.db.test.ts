import { beforeAll, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { ask, stateOf } from '../../../../tests/support/exports.ts'
import { asOwner, contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { until } from '../../../../tests/support/until.ts'
import { cancelExport } from './cancel.ts'

let manager: Context

beforeAll(async () => {
  manager = await contextOf(await createTenant(1), 'manager')
})

const isWaiting = async () => {
  const waiting = await ownerRows(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )
  return waiting.length > 0
}

it('a cancel that meets an export on its way back to the queue cancels it', async () => {
  const { id } = await ask(manager)
  await ownerRows(`update data_exports set status = 'processing', attempt = 1 where id = $1`, [id])
  const cancelled = await asOwner(async (client) => {
    await client.query('begin')
    await client.query(`update data_exports set status = 'pending' where id = $1`, [id])
    const cancelling = cancelExport.execute(manager, { id })
    cancelling.catch(() => {})
    await until('the cancel waits for the row', isWaiting)
    await client.query('commit')
    return cancelling
  })
  expect(cancelled).toMatchObject({ status: 'cancelled' })
  expect(await stateOf(id)).toMatchObject({ status: 'cancelled' })
})
