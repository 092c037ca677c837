import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { jobsFallSilent, untilQuiet } from '../support/exports.ts'
import { recordHistory } from '../support/history.ts'
import { brokenInvariants } from '../support/invariants.ts'
import { contextOf, createTenant, ownerRows } from '../support/owner.ts'
import { letPass, occurrencesOf, schedule } from '../support/schedules.ts'
import { until } from '../support/until.ts'
import { startWorker, type WorkerProcess } from '../support/worker-process.ts'

/** `npm run test:chaos` sets it and lets real minutes pass; without it each run makes the schedule due again. */
const minutes = Number(process.env.CHAOS_MINUTES ?? 0)
const times = minutes || 12
const killEveryMs = minutes ? 5_000 : 700
const patienceMs = minutes ? 120_000 : 40_000

let admin: Context
let recipients: string[]

beforeAll(async () => {
  await recordHistory()
  const tenant = await createTenant(2_000)
  admin = await contextOf(tenant, 'admin')
  recipients = ['admin', 'manager'].map((role) => tenant.users.find((user) => user.role === role)!.email)
})

it(
  `three workers, of which one is killed every ${killEveryMs} ms, run each due time once`,
  async () => {
    const everyMinute = { frequency: undefined, cron_expression: '* * * * *' }
    const { id } = await schedule(admin, { recipients, ...(minutes ? everyMinute : {}) })
    const killing = await killInTurns()
    for (let time = 1; time <= times; time += 1) {
      if (!minutes) await letPass(id)
      await until(`run ${time} has ended`, () => hasEnded(id, time), patienceMs)
    }
    // Before the next minute begins.
    await ownerRows('update export_schedules set is_active = false, next_run = null where id = $1', [id])
    expect(await killing.stop()).toBeGreaterThanOrEqual(minutes ? minutes * 6 : 3)
    await jobsFallSilent()
    await untilQuiet(patienceMs)

    const occurrences = await occurrencesOf(id)
    expect(occurrences.map(({ state, trigger }) => `${state} by ${trigger}`)).toEqual(
      Array(times).fill('started by schedule'),
    )
    const ids = occurrences.map(({ export_id }) => export_id).toSorted()
    const exports = 'select id, status, record_count from data_exports where schedule_id = $1 order by id'
    expect(await ownerRows(exports, [id])).toEqual(
      ids.map((one) => ({ id: one, status: 'completed', record_count: '2000' })),
    )
    const statistics = 'select export_id from export_statistics where success order by export_id'
    expect(await ownerRows(statistics)).toEqual(ids.map((export_id) => ({ export_id })))
    const mails = `select subject_id, kind, status, array_agg(recipient order by recipient) as recipients
      from outgoing_mails group by 1, 2, 3 order by 1`
    expect(await ownerRows(mails)).toEqual(
      ids.map((subject_id) => ({ subject_id, kind: 'completed', status: 'sent', recipients })),
    )
    expect(await brokenInvariants()).toEqual([])
  },
  times * patienceMs,
)

async function hasEnded(id: string, time: number): Promise<boolean> {
  const [row] = await ownerRows<{ ended: number }>(
    `select count(*)::int as ended from data_exports
     where schedule_id = $1 and status in ('completed', 'failed', 'cancelled')`,
    [id],
  )
  return row!.ended >= time
}

/** An export that loses its third worker fails, and is meant to. */
async function spares(): Promise<boolean> {
  const lost = `select from data_exports where failures >= 2 and status in ('pending', 'processing')`
  return (await ownerRows(lost)).length === 0
}

/** Three workers, of which one is killed and replaced at every turn; `stop` leaves three and tells how many it were. */
async function killInTurns(): Promise<{ stop: () => Promise<number> }> {
  const workers = await Promise.all([startAgain(), startAgain(), startAgain()])
  const stopping = new AbortController()
  let killed = 0
  const turns = async () => {
    for (;;) {
      await sleep(killEveryMs, undefined, { signal: stopping.signal }).catch(() => {})
      if (stopping.signal.aborted) return killed
      await until('no export has lost two workers', spares, patienceMs)
      await workers[killed % workers.length]!.signal('SIGKILL')
      workers[killed % workers.length] = await startAgain()
      killed += 1
    }
  }
  const running = turns()
  // Whoever stops it hears what went wrong.
  running.catch(() => {})
  return {
    stop() {
      stopping.abort()
      return running
    },
  }
}

/** A worker that does not reach the database in time ends, and whoever supervises it starts another one. */
async function startAgain(): Promise<WorkerProcess> {
  for (let attempt = 1; attempt < 5; attempt += 1) {
    const worker = await startWorker().catch(() => undefined)
    if (worker) return worker
  }
  return startWorker()
}
