import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { runTransaction } from '#src/lib/jobs/run-transaction.ts'
import { ask } from '../../../../tests/support/exports.ts'
import { recordHistory } from '../../../../tests/support/history.ts'
import { brokenLaws } from '../../../../tests/support/invariants.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { cancelExport } from '../commands/cancel.ts'
import { deleteExport } from '../commands/delete.ts'
import { retryExport } from '../commands/retry.ts'
import type { Manifest } from '../proofs/manifest.ts'
import { type FailureCode, failures } from '../record/failures.ts'
import type { ExportRow } from '../record/repository.ts'
import { endUnfinished, publish, recordMove, type Unfinished } from './outcomes.ts'
import { claimExport, reportProgress } from './repository.ts'
import { recoverAbandoned } from './sweeps.ts'

/** What the machine must say of one export. */
interface Expected {
  id: string
  retryOf: string | undefined
  status: string
  attempt: number
  failures: number
  isCancelling: boolean
  isDeleted: boolean
}

/** One step: which export or claim it is about, and what happens. A claim may be long out of date. */
type Step =
  | { do: 'request' | 'claim' | 'cancel' | 'retry' | 'delete'; at: number }
  | { do: 'progress' | 'publish'; at: number }
  | { do: 'end'; at: number; how: Unfinished }
  | { do: 'sweep' }

const at = fc.nat(7)
const codes: FailureCode[] = ['storage_unavailable', 'query_failed', 'rights_lost']
const how = fc.oneof(
  fc.constantFrom<Unfinished>({ outcome: 'cancelled' }, { outcome: 'handed_back' }),
  fc.constantFrom(...codes).map((code): Unfinished => ({ outcome: 'failed', code })),
  fc.constant<Unfinished>({ outcome: 'lost', code: 'worker_lost' }),
)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('request' as const), at }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('claim' as const), at }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('cancel', 'retry', 'delete'), at }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('progress', 'publish'), at }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('end' as const), at, how }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'sweep' }) },
)

let manager: Context

beforeAll(async () => {
  await recordHistory()
  manager = await contextOf(await createTenant(1), 'manager')
})

const isOver = ({ status }: Pick<Expected, 'status'>) => ['completed', 'failed', 'cancelled'].includes(status)
const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'done',
    ({ code }) => code,
  )

/** The real thing and what is expected of it, side by side. */
class Machine {
  readonly all: Expected[] = []
  readonly claims: ExportRow[] = []

  async take(step: Step): Promise<void> {
    if (step.do === 'request' || this.all.length === 0) return this.request()
    if (step.do === 'sweep') return this.sweep()
    if (step.do === 'progress' || step.do === 'publish' || step.do === 'end') {
      const claim = this.claims[step.at % this.claims.length]
      if (claim && step.do === 'progress') await this.progress(claim, step.at)
      if (claim && step.do === 'publish') await this.publish(claim)
      if (claim && step.do === 'end') await this.end(claim, step.how)
      return
    }
    await this[step.do](this.all[step.at % this.all.length]!)
  }

  async request(): Promise<void> {
    const { id } = await ask(manager, { recipients: [manager.principal.email] })
    this.add(id)
  }

  async claim(of: Expected): Promise<void> {
    const worker = { id: randomUUID(), name: 'model' }
    const row = await runTransaction(manager.principal.tenantId, async (tx) => {
      const claimed = await claimExport(tx, of.id, worker)
      if (claimed) await recordMove(tx, claimed, 'export.started', {})
      return claimed
    })
    expect(row !== undefined).toBe(of.status === 'pending')
    if (!row) return
    this.claims.push(row)
    Object.assign(of, { status: 'processing', attempt: of.attempt + 1 })
    expect(row.attempt).toBe(of.attempt)
  }

  async progress(claim: ExportRow, percent: number): Promise<void> {
    const of = this.holder(claim)
    const report = { progressPercentage: 90 + percent, rowsDone: 90 + percent }
    const before = await ownerRows<{ rows: string }>(
      'select rows_done as rows from data_exports where id = $1',
      [claim.id],
    )
    // Its own attempt never reports less than before: the reporter sees to that.
    if (of && Number(before[0]!.rows) > report.rowsDone) return
    const told = await runTransaction(claim.tenantId, (tx) => reportProgress(tx, claim, report))
    expect(told).toBe(of?.isCancelling)
  }

  async publish(claim: ExportRow): Promise<void> {
    const of = this.holder(claim)
    const now = new Date()
    const manifest = {
      rows_written: 100,
      snapshot_at: now.toISOString(),
      columns: [] as Manifest['columns'],
    } as Manifest
    const file = { name: 'x.csv', part: 1, media_type: 'text/csv', bytes: 1, rows: 100, sha256: '' }
    const made = { folder: `x/${claim.id}/${claim.attempt}`, fileName: 'x.csv', files: [file] }
    const times = { readAt: now, completedAt: now, storedAt: now }
    const isPublished = await publish(claim, { ...made, ...times, manifest }, 'model')
    expect(isPublished).toBe(of !== undefined && !of.isCancelling)
    if (isPublished) of!.status = 'completed'
  }

  async end(claim: ExportRow, how: Unfinished): Promise<void> {
    const of = this.holder(claim)
    const ended = await endUnfinished(claim, how, 'model')
    expect(ended !== undefined).toBe(of !== undefined)
    if (of) this.expectEnd(of, how)
  }

  /** None of the workers of this test holds a sign of life. */
  async sweep(): Promise<void> {
    await recoverAbandoned('model')
    const lost: Unfinished = { outcome: 'lost', code: 'worker_lost' }
    for (const of of this.all) if (of.status === 'processing') this.expectEnd(of, lost)
  }

  async cancel(of: Expected): Promise<void> {
    const answer = await codeOf(cancelExport.execute(manager, { id: of.id }))
    expect(answer).toBe(of.isDeleted ? 'not_found' : isOver(of) ? 'conflict' : 'done')
    if (answer !== 'done') return
    if (of.status === 'pending') of.status = 'cancelled'
    of.isCancelling = true
  }

  async retry(of: Expected): Promise<void> {
    const retried = retryExport.execute(manager, { id: of.id })
    const isRetried = this.all.some(
      ({ retryOf, status, isDeleted }) =>
        retryOf === of.id && !isDeleted && status !== 'failed' && status !== 'cancelled',
    )
    const mayBe = (of.status === 'failed' || of.status === 'cancelled') && !isRetried
    expect(await codeOf(retried)).toBe(of.isDeleted ? 'not_found' : mayBe ? 'done' : 'conflict')
    if (mayBe && !of.isDeleted) this.add((await retried).id, of.id)
  }

  async delete(of: Expected): Promise<void> {
    const answer = await codeOf(deleteExport.execute(manager, { id: of.id }))
    expect(answer).toBe(of.isDeleted ? 'not_found' : isOver(of) ? 'done' : 'conflict')
    of.isDeleted ||= answer === 'done'
  }

  /** After each step: the rows, and what hangs on them, are as expected. */
  async check(): Promise<void> {
    const rows = await ownerRows(
      `select id, status, attempt, failures, cancel_requested_at is not null as "isCancelling",
        deleted_at is not null as "isDeleted", file_path is not null as "hasFile",
        (select count(*)::int from export_statistics s where s.export_id = e.id) as statistics,
        (select count(*)::int from outgoing_mails m where m.subject_id = e.id) as mails,
        exists (select from pgboss.job j where j.data->>'exportId' = e.id::text and j.state = 'created') as "hasJob",
        worker_id is not null and heartbeat_at is not null as "isHeld"
       from data_exports e where id = any($1) order by id`,
      [this.all.map(({ id }) => id)],
    )
    const expected = this.all.map(({ retryOf: _, ...of }) => ({
      ...of,
      hasFile: of.status === 'completed' && !of.isDeleted,
      statistics: isOver(of) ? 1 : 0,
      mails: of.status === 'completed' || of.status === 'failed' ? 1 : 0,
      hasJob: true,
      isHeld: of.status === 'processing',
    }))
    expect(rows).toEqual(expected.sort((a, b) => (a.id < b.id ? -1 : 1)))
  }

  private add(id: string, retryOf?: string): void {
    const fresh = { status: 'pending', attempt: 0, failures: 0, isCancelling: false, isDeleted: false }
    this.all.push({ id, retryOf, ...fresh })
  }

  /** The export that the claim still holds. */
  private holder(claim: ExportRow): Expected | undefined {
    return this.all.find(
      ({ id, attempt, status }) => id === claim.id && attempt === claim.attempt && status === 'processing',
    )
  }

  private expectEnd(of: Expected, how: Unfinished): void {
    if (of.isCancelling || how.outcome === 'cancelled') of.status = 'cancelled'
    else if (how.outcome === 'handed_back') of.status = 'pending'
    else {
      of.failures += 1
      of.status = failures[how.code].isRetryable && of.failures < 3 ? 'pending' : 'failed'
    }
  }
}

it('whatever happens in whatever order, every export is in the state that its history says', async () => {
  const steps = fc.array(step, { minLength: 10, maxLength: 30, size: 'max' })
  const property = fc.asyncProperty(steps, async (taken) => {
    const machine = new Machine()
    for (const step of taken) {
      await machine.take(step)
      await machine.check()
    }
    for (const of of machine.all) if (!isOver(of)) await machine.cancel(of)
    await machine.sweep()
    await machine.check()
    expect(await brokenLaws()).toEqual([])
  })
  await fc.assert(property, { numRuns: 40, endOnFailure: true, interruptAfterTimeLimit: 25_000 })
}, 60_000)
