import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { addTenant } from '../../scripts/sample/fixtures.ts'
import type { SpendProgram } from '../programs/spend-caller.ts'
import { percentile, say } from '../table.ts'
import { type Answer, type Caller, startCaller, startPlacer } from './callers.ts'
import { buildGates, decisionGates, type Gate, killAt, orderGates, removeGates } from './gates.ts'
import { proveMoney } from './proof.ts'

const processes = 3
const callers = 34
const meanAmount = 49
/** So many that an order is not for the same amount of the same item again within the run. */
const items = 40
const capChangeMs = 500
const placing = 'bench placer'

interface Run {
  trades: number
  kills: number
  /** How long every commit takes more; for the table. */
  commitMs: number
  /** Whether each trade becomes an order, which takes a process that places them. */
  areOrders: boolean
}

/**
 * Decisions by 102 callers in three processes, every twentieth key twice, until the budgets are used up; with `kills`,
 * processes are killed at the gates in turn while the caps move.
 */
export async function measureDecisions(
  ownerUrl: string,
  appUrl: string,
  { trades, kills, commitMs, areOrders }: Run,
) {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const tenant = await addTenant(client, { rows: items, hash: async () => 'x' })
    // As many keys as it takes for the trades to fit and a tenth more to be refused.
    const keys = Math.ceil(trades * 1.1)
    const cap = trades * meanAmount
    await client.query(
      `insert into budget_limits (tenant_id, scope, subject, currency, time_zone, total_cap, monthly_cap)
       values ($1, 'tenant', null, 'EUR', 'Europe/Berlin', $2, null), ($1, 'category', 'Paper', 'EUR', 'UTC', null, $2)`,
      [tenant.id, cap],
    )
    say(`${trades} trades, ${processes * callers} callers in ${processes} processes, ${kills} kills`)
    const userId = tenant.users.find(({ role }) => role === 'admin')!.id
    const order = areOrders ? { order: await prepareOrders(client, tenant.id) } : {}
    const crew = new Crew(appUrl, { userId, callers, to: keys, step: processes, ...order })
    if (kills > 0) await buildGates(client)
    const begun = performance.now()
    const done = crew.run()
    const killed =
      kills > 0 ? killInTurn(ownerUrl, crew, areOrders ? orderGates : decisionGates, kills, keys) : undefined
    const changes = kills > 0 ? await moveCaps(client, tenant.id, cap, () => crew.answers() > keys / 2) : 0
    const answers = await done
    const seconds = (performance.now() - begun) / 1000
    if (areOrders) await crew.endPlacing(client, tenant.id)
    const dead = await killed
    if (kills > 0) await removeGates(client)
    const milliseconds = answers.map(({ ms }) => ms)
    const refused = answers.filter(({ outcome }) => outcome === 'refused').map(({ amount }) => amount)
    const money = await proveMoney(client, tenant.id)
    say(`${Math.round(answers.length / seconds)} answers a second`)
    return {
      ...{ trades, kills: dead ?? 0, cap_changes: changes, commit_ms: commitMs, answers: answers.length },
      ...{ decisions: money.decisions, orders: money.orders },
      per_second: Math.round(answers.length / seconds),
      p50_ms: Math.round(percentile(milliseconds, 0.5)),
      p99_ms: Math.round(percentile(milliseconds, 0.99)),
      cents_over: Math.max(money.committed - cap, 0),
      entries_over: money.over,
      room_left: cap - money.committed,
      least_refused: refused.length > 0 ? Math.min(...refused) : null,
      refused_with_room: money.refusedWithRoom,
      differences: money.differences,
      broken_chains: money.broken,
    }
  } finally {
    await client.end()
  }
}

/** The processes of a run; one that was killed is followed by another that asks for all of its keys again. */
class Crew {
  private readonly appUrl: string
  private readonly program: Omit<SpendProgram, 'from'>
  private readonly running = new Map<string, Pick<Caller, 'child' | 'ended'> & { answers?: Answer[] }>()
  private readonly past: Answer[] = []
  isOver = false
  private isPlacing = true

  constructor(appUrl: string, program: Omit<SpendProgram, 'from'>) {
    this.appUrl = appUrl
    this.program = program
  }

  async run(): Promise<Answer[]> {
    if (this.program.order) void this.placeAll()
    await Promise.all(Array.from({ length: processes }, (_, from) => this.untilDone(from)))
    this.isOver = !this.program.order
    return this.past
  }

  answers(): number {
    return (
      this.past.length + [...this.running.values()].reduce((sum, { answers = [] }) => sum + answers.length, 0)
    )
  }

  kill(name: string): void {
    this.running.get(name)?.child.kill('SIGKILL')
  }

  /** Waits until every order is placed, and ends whoever places them. */
  async endPlacing(client: pg.Client, tenantId: string): Promise<void> {
    const waiting = `select from trades where tenant_id = $1 and status in ('reserved', 'executing') limit 1`
    while ((await client.query(waiting, [tenantId])).rowCount! > 0) await sleep(200)
    this.isPlacing = false
    this.isOver = true
    const placer = this.running.get(placing)
    placer?.child.kill('SIGKILL')
    await placer?.ended
  }

  private async placeAll(): Promise<void> {
    while (this.isPlacing) {
      const placer = startPlacer(this.appUrl, placing)
      this.running.set(placing, placer)
      await placer.ended
    }
  }

  private async untilDone(from: number): Promise<void> {
    const name = `bench caller ${from}`
    for (;;) {
      const caller = startCaller(this.appUrl, { ...this.program, from }, name)
      this.running.set(name, caller)
      const code = await caller.ended
      this.running.delete(name)
      this.past.push(...caller.answers)
      if (code === 0) return
      if (code !== null) throw new Error(`a caller ended with ${code}`)
    }
  }
}

/** What can be ordered: items of an active supplier, delivered to a location. */
async function prepareOrders(client: pg.Client, tenantId: string): Promise<SpendProgram['order']> {
  await client.query(`update suppliers set status = 'active' where tenant_id = $1`, [tenantId])
  const { rows } = await client.query(
    `select (select id from suppliers where tenant_id = $1 limit 1) as "supplierId",
      (select id from locations where tenant_id = $1 limit 1) as "locationId",
      array(select id from products where tenant_id = $1 and status <> 'archived') as "itemIds"`,
    [tenantId],
  )
  return rows[0]
}

/** Spreads the kills over the run; returns how many there were. */
async function killInTurn(
  ownerUrl: string,
  crew: Crew,
  gates: readonly Gate[],
  kills: number,
  keys: number,
): Promise<number> {
  let dead = 0
  const isOver = () => crew.isOver
  for (let turn = 0; turn < kills && !crew.isOver; turn += 1) {
    while (crew.answers() < (turn * keys * 0.9) / kills && !crew.isOver) await sleep(20)
    if (await killAt(ownerUrl, gates[turn % gates.length]!, (name) => crew.kill(name), isOver)) dead += 1
  }
  return dead
}

/** Lowers the cap below what is committed and raises it again, and leaves it as it was; returns how often. */
async function moveCaps(
  client: pg.Client,
  tenantId: string,
  cap: number,
  isEnough: () => boolean,
): Promise<number> {
  let changes = 0
  for (; !isEnough() || changes % 2 === 1; changes += 1) {
    await client.query(
      `update budget_limits set total_cap = $2, version = version + 1 where tenant_id = $1 and scope = 'tenant'`,
      [tenantId, changes % 2 === 0 ? Math.floor(cap / 10) : cap],
    )
    // Lowered for a twentieth of the time, so that few are refused meanwhile.
    await sleep(changes % 2 === 0 ? capChangeMs / 20 : capChangeMs)
  }
  return changes
}
