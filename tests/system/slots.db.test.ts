import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { cancelExport } from '#src/features/exports/commands/cancel.ts'
import type { Context } from '#src/lib/context.ts'
import { ask, stateOf, untilEnded, untilExport, untilQuiet } from '../support/exports.ts'
import { closeMiddle, type Gate } from '../support/gate.ts'
import { recordHistory } from '../support/history.ts'
import { brokenInvariants } from '../support/invariants.ts'
import { contextOf, createTenant, ownerRows } from '../support/owner.ts'
import { killWorkers, startWorker } from '../support/worker-process.ts'

let flooder: Context
let other: Context

beforeAll(recordHistory)

beforeEach(async () => {
  flooder = await contextOf(await createTenant(40), 'manager')
  other = await contextOf(await createTenant(40), 'manager')
})

afterEach(killWorkers)

/** Holds every run of this tenant's customers in the middle of its reading. */
const holdRunsOf = ({ principal }: Context): Promise<Gate> =>
  closeMiddle('customers', principal.tenantId, 'name')

const start = (loops: number, slots: number) =>
  startWorker({ WORKER_CONCURRENCY: String(loops), TENANT_CONCURRENCY: String(slots) })

const untilRunning = (id: string) => untilExport(id, 'running', ({ status }) => status === 'processing')
const untilWaiting = (id: string) => untilExport(id, 'waiting', ({ phase }) => phase === 'waiting')
const cancel = (id: string) => cancelExport.execute(flooder, { id })

/** Asks for so many exports, one after the other. */
async function flood(count: number): Promise<string[]> {
  const ids: string[] = []
  for (let asked = 0; asked < count; asked += 1) ids.push((await ask(flooder)).id)
  return ids
}

/** As many as there are slots that run, and the others that wait. */
async function fullHouse(slots: number, waiting: number) {
  const running = await flood(slots)
  await Promise.all(running.map(untilRunning))
  const line = await flood(waiting)
  await Promise.all(line.map(untilWaiting))
  return { running, line }
}

/** How many of the tenant's exports ran at once, at most, since it exists. */
async function mostAtOnce({ principal }: Context): Promise<number> {
  const [row] = await ownerRows<{ most: number }>(
    `with moves as (
      select seq, h.status, lag(h.status) over (partition by id order by seq) as before
      from test_history h join data_exports e using (id) where e.tenant_id = $1),
    running as (
      select sum((status = 'processing')::int - (before is not distinct from 'processing')::int)
        over (order by seq) as count
      from moves)
    select max(count)::int as most from running`,
    [principal.tenantId],
  )
  return row!.most
}

/** The exports in the order in which they first ran. */
async function orderOfStarts(ids: string[]): Promise<string[]> {
  const rows = await ownerRows<{ id: string }>(
    `select id from test_history where status = 'processing' and id = any($1) group by id order by min(seq)`,
    [ids],
  )
  return rows.map(({ id }) => id)
}

it.each([1, 2])('a flood of one tenant takes its %i slots and never more', async (slots) => {
  await start(4, slots)
  const ids = await flood(8)
  await untilQuiet()
  expect(await mostAtOnce(flooder)).toBe(slots)
  const states = await Promise.all(ids.map(stateOf))
  expect(states.map(({ status, attempt }) => `${status} ${attempt}`)).toEqual(ids.map(() => 'completed 1'))
  expect(await brokenInvariants()).toEqual([])
})

it('several workers together give one tenant no more than its slots', async () => {
  await Promise.all([start(2, 2), start(2, 2)])
  await flood(8)
  await untilQuiet()
  expect(await mostAtOnce(flooder)).toBe(2)
  expect(await brokenInvariants()).toEqual([])
})

it('one tenant waits for its slots while another one starts at once', async () => {
  const gate = await holdRunsOf(flooder)
  await start(3, 2)
  const { running, line } = await fullHouse(2, 5)
  const { id } = await ask(other)
  expect(await untilEnded(id)).toMatchObject({ status: 'completed', attempt: 1 })
  for (const held of running) expect(await stateOf(held)).toMatchObject({ status: 'processing' })
  for (const waiting of line) expect(await stateOf(waiting)).toMatchObject({ status: 'pending', attempt: 0 })
  await gate.open()
  await untilQuiet()
  expect(await mostAtOnce(flooder)).toBe(2)
  expect(await brokenInvariants()).toEqual([])
})

it('a slot that becomes free is taken by the export that waits longest', async () => {
  const gate = await holdRunsOf(flooder)
  await start(4, 1)
  const { running, line } = await fullHouse(1, 3)
  await cancel(running[0]!)
  await untilRunning(line[0]!)
  await cancel(line[0]!)
  await untilRunning(line[1]!)
  await gate.open()
  await untilQuiet()
  expect(await orderOfStarts(line)).toEqual(line)
  expect(await mostAtOnce(flooder)).toBe(1)
  expect(await brokenInvariants()).toEqual([])
})

it('who waits for a slot is not overtaken by who came while every worker was busy', async () => {
  const [gate, otherGate] = [await holdRunsOf(flooder), await holdRunsOf(other)]
  await start(2, 1)
  const { running, line } = await fullHouse(1, 1)
  const { id: busy } = await ask(other)
  await otherGate.reached()
  const late = await flood(2)
  await cancel(running[0]!)
  await gate.open()
  await Promise.all([...line, ...late].map((id) => untilEnded(id)))
  expect(await orderOfStarts([...line, ...late])).toEqual([...line, ...late])
  await otherGate.open()
  await untilEnded(busy)
  expect(await brokenInvariants()).toEqual([])
})

it('two slots that become free together are both taken', async () => {
  const gate = await holdRunsOf(flooder)
  await start(4, 2)
  const { running, line } = await fullHouse(2, 3)
  await Promise.all(running.map(cancel))
  await Promise.all(line.slice(0, 2).map(untilRunning))
  expect(await stateOf(line[2]!)).toMatchObject({ status: 'pending', phase: 'waiting', attempt: 0 })
  await gate.open()
  await untilQuiet()
  expect(await mostAtOnce(flooder)).toBe(2)
  expect(await brokenInvariants()).toEqual([])
})

it('the slot of a dead worker goes on to who waits for it', async () => {
  const gate = await holdRunsOf(flooder)
  const doomed = await start(2, 1)
  const { running, line } = await fullHouse(1, 2)
  await start(2, 1)
  await doomed.signal('SIGKILL')
  await gate.open()
  for (const id of [...running, ...line]) expect(await untilEnded(id)).toMatchObject({ status: 'completed' })
  expect(await mostAtOnce(flooder)).toBe(1)
  expect(await brokenInvariants()).toEqual([])
})

it('a cancelled export gives its place in the line to the next', async () => {
  const gate = await holdRunsOf(flooder)
  await start(2, 1)
  const { running, line } = await fullHouse(1, 2)
  expect(await cancel(line[0]!)).toMatchObject({ status: 'cancelled' })
  await cancel(running[0]!)
  await untilRunning(line[1]!)
  await gate.open()
  await untilQuiet()
  expect(await brokenInvariants()).toEqual([])
})
