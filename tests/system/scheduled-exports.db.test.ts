import { beforeAll, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { untilEnded, untilQuiet } from '../support/exports.ts'
import { closeGate } from '../support/gate.ts'
import { recordHistory } from '../support/history.ts'
import { brokenInvariants } from '../support/invariants.ts'
import { contextOf, createTenant, ownerRows } from '../support/owner.ts'
import { letPass, occurrencesOf, schedule, scheduleState } from '../support/schedules.ts'
import { until } from '../support/until.ts'
import { startWorker } from '../support/worker-process.ts'

let admin: Context

beforeAll(async () => {
  await recordHistory()
  admin = await contextOf(await createTenant(2), 'admin')
})

it('a worker killed while it starts an occurrence is replaced, and one file and one mail come of it', async () => {
  const { id } = await schedule(admin, { recipients: [admin.principal.email] })
  const at = await letPass(id)
  const gate = await closeGate({ table: 'data_exports', on: 'insert' })
  const doomed = await startWorker()
  await gate.reached()
  await startWorker()
  await doomed.signal('SIGKILL')
  await gate.open()
  const [made, ...more] = await until('the occurrence is there', async () => {
    const found = await occurrencesOf(id)
    return found[0]?.export_id ? found : undefined
  })
  expect(more).toEqual([])
  expect(made).toMatchObject({ state: 'started', scheduled_for: at })
  expect(await untilEnded(made!.export_id!)).toMatchObject({ status: 'completed' })
  await untilQuiet()
  const mails = await ownerRows('select status from outgoing_mails where subject_id = $1', [made!.export_id])
  expect(mails).toEqual([{ status: 'sent' }])
  expect(await ownerRows('select from data_exports where schedule_id = $1', [id])).toHaveLength(1)
  expect((await scheduleState(id)).next_run!.getTime()).toBeGreaterThan(Date.now())
  expect(await brokenInvariants()).toEqual([])
})
