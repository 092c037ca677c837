import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { asOwner, ownerRows } from '../../../../tests/support/owner.ts'
import {
  bareTenant,
  decideAt,
  differences,
  insertLimit,
  type LimitRow,
} from '../../../../tests/support/spend.ts'
import {
  type ModelLimit,
  type ModelRequest,
  moves,
  SpendModel,
} from '../../../../tests/support/spend-model.ts'

const numRuns = process.env.FULL ? 10_000 : 150
const currencies = ['EUR', 'USD', 'JPY']
const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo']

/** Around the days on which one of the zones changes its clocks; Cairo skips a midnight. */
const instants = fc
  .constantFrom(
    '2026-03-08',
    '2026-03-29',
    '2026-04-05',
    '2026-04-24',
    '2026-10-25',
    '2026-10-30',
    '2026-11-01',
  )
  .chain((day) =>
    fc.integer({ min: -40, max: 40 }).map((hours) => new Date(Date.parse(day) + hours * 3_600_000)),
  )

const cap = fc.option(fc.integer({ min: 0, max: 400 }), { freq: 2 })
const limit = fc.record({
  scope: fc.constantFrom('tenant', 'tenant', 'user', 'category'),
  currency: fc.constantFrom(...currencies),
  per_transaction_cap: cap,
  daily_cap: cap,
  weekly_cap: cap,
  monthly_cap: cap,
  total_cap: cap,
  reserve_amount: fc.integer({ min: 0, max: 50 }),
  emergency_threshold: fc.option(fc.integer({ min: 100, max: 600 }), { freq: 4 }),
  approve_over: fc.option(fc.integer({ min: 0, max: 200 }), { freq: 3 }),
  time_zone: fc.constantFrom(...zones),
  week_starts_on: fc.integer({ min: 1, max: 7 }),
})
const request = fc.record({
  user: fc.integer({ min: 0, max: 1 }),
  category: fc.constantFrom(null, 'paper'),
  amount: fc.integer({ min: 1, max: 150 }),
  currency: fc.constantFrom(...currencies),
  key: fc.integer({ min: 0, max: 30 }),
})
const step = fc.record({ tenant: fc.integer({ min: 0, max: 1 }) }).chain(({ tenant }) =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('decide' as const),
        tenant: fc.constant(tenant),
        requests: fc.array(request, { minLength: 1, maxLength: 4 }),
        at: instants,
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('move' as const),
        tenant: fc.constant(tenant),
        pick: fc.nat(),
        move: fc.constantFrom(...moves),
        amount: fc.option(fc.integer({ min: 1, max: 150 })),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('cap' as const),
        tenant: fc.constant(tenant),
        pick: fc.nat(),
        daily_cap: cap,
        total_cap: cap,
      }),
    },
  ),
)

interface Side {
  id: string
  users: [string, string]
  model: SpendModel
  answers: Map<number, { body: string; id: string; outcome: string }>
}

it(
  'does what a plain model does, for every sequence of decisions and moves',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(limit, { minLength: 1, maxLength: 5 }),
        fc.array(step, { maxLength: 25 }),
        async (limits, steps) => {
          const sides = [await prepare(limits), await prepare(limits)] as const
          for (const one of steps) {
            const side = sides[one.tenant]!
            if (one.kind === 'decide') await decide(side, one.requests, one.at)
            if (one.kind === 'move') await move(side, one.pick, one.move, one.amount ?? undefined)
            if (one.kind === 'cap') await changeCap(side, one.pick, one.daily_cap, one.total_cap)
          }
          for (const side of sides) await compare(side)
        },
      ),
      { numRuns },
    )
  },
  process.env.FULL ? 3_600_000 : 120_000,
)

async function prepare(rows: LimitRow[]): Promise<Side> {
  const { id, users } = await bareTenant()
  const model = new SpendModel()
  for (const row of rows) {
    const scope = row.scope!
    const subject = { tenant: null, user: users[0]!, category: 'paper', supplier: null, strategy: null }[
      scope
    ]
    if (model.limits.some((one) => one.scope === scope && one.currency === row.currency)) continue
    model.limits.push({ ...(row as ModelLimit), subject, id: await insertLimit(id, { ...row, subject }) })
  }
  return { id, users, model, answers: new Map() }
}

type Given = Omit<ModelRequest, 'user'> & { user: number; key: number }

async function decide(side: Side, given: Given[], at: Date): Promise<void> {
  const { model, users, answers } = side
  const requests = given.map(({ user, key, ...rest }) => ({ ...rest, user: users[user]!, key }))
  const answered = await decideAt(
    side.id,
    requests.map(({ user, key, ...rest }) => ({
      ...{ principal_id: users[0], user_id: user, for_user_id: user, key: String(key), request_id: 'model' },
      ...{ hash: JSON.stringify({ user, ...rest }), supplier_id: null, adapter: 'paper', quantity: 1 },
      ...{ instrument_kind: 'model', instrument_id: randomUUID(), ...rest },
    })),
    at,
  )
  // The database goes through a batch in the order of its keys.
  const inOrder = requests
    .map((one, index) => ({ one, index }))
    .sort((a, b) => compareText(String(a.one.key), String(b.one.key)) || a.index - b.index)
  for (const { one, index } of inOrder) {
    const { key, ...wanted } = one
    const answer = answered[index]!
    const body = JSON.stringify(wanted)
    const known = answers.get(key)
    if (known) {
      expect(answer).toMatchObject(
        known.body === body ? { id: known.id, outcome: known.outcome } : { is_other: true },
      )
      continue
    }
    const { outcome, failed, charged } = model.decide(wanted, at)
    const failing = answer.checks
      .filter(({ passed }) => !passed)
      .map(({ check, scope }) => `${check} ${scope}`)
    expect({ outcome: answer.outcome, failing }).toEqual({ outcome, failing: failed })
    answers.set(key, { body, id: answer.id, outcome })
    if (outcome !== 'refused') model.reserve(answer.trade_id!, outcome, wanted, charged)
  }
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

async function move(
  { id, model }: Side,
  pick: number,
  kind: string,
  amount: number | undefined,
): Promise<void> {
  const trade = [...model.trades.keys()][pick % Math.max(model.trades.size, 1)]
  if (!trade) return
  const [row] = await ownerRows<{ obstacle: unknown }>('select spend_move($1, $2, $3, $4, $5) as obstacle', [
    ...[id, trade, kind, amount ?? null, { request_id: 'model' }],
  ])
  expect(row!.obstacle === null).toBe(model.move(trade, kind, amount))
}

async function changeCap(
  { id, model }: Side,
  pick: number,
  daily: number | null,
  total: number | null,
): Promise<void> {
  const limit = model.limits[pick % model.limits.length]!
  Object.assign(limit, { daily_cap: daily, total_cap: total })
  // In a transaction of the company, as a command does it: what follows from a cap is hidden from anybody else.
  await asOwner(async (client) => {
    await client.query(`begin; select set_config('app.tenant_id', '${id}', true)`)
    await client.query('update budget_limits set daily_cap = $2, total_cap = $3 where id = $1', [
      limit.id,
      daily,
      total,
    ])
    await client.query('commit')
  })
}

async function compare({ id, model }: Side): Promise<void> {
  expect(await differences(id)).toEqual([])
  const counters = await ownerRows<{ key: string; reserved: string; settled: string }>(
    `select limit_id || ' ' || period || ' ' || coalesce(starts_on::text, 'total') as key, reserved, settled
     from budget_counters where tenant_id = $1 and (reserved, settled) <> (0, 0)`,
    [id],
  )
  const inModel = [...model.counters].filter(([, { reserved, settled }]) => reserved + settled > 0)
  expect(
    new Map(
      counters.map(({ key, reserved, settled }) => [
        key,
        { reserved: Number(reserved), settled: Number(settled) },
      ]),
    ),
  ).toEqual(new Map(inModel))
  const trades = await ownerRows<{ id: string; status: string; reserved: string; settled: string }>(
    'select id, status, reserved, settled from trades where tenant_id = $1',
    [id],
  )
  expect(
    new Map(trades.map((one) => [one.id, [one.status, Number(one.reserved), Number(one.settled)]])),
  ).toEqual(
    new Map(
      [...model.trades].map(([key, { status, reserved, settled }]) => [key, [status, reserved, settled]]),
    ),
  )
  await asOwner(async (client) => {
    await client.query('begin; set local role waybill_app')
    await client.query(`select set_config('app.tenant_id', $1, true)`, [id])
    for (const currency of currencies) {
      const { rows } = await client.query(
        'select spend_broken_entry($1) as broken, (select count(*)::int from spending_ledger where currency = $1) as entries',
        [currency],
      )
      expect(rows).toEqual([{ broken: null, entries: model.entries.get(currency) ?? 0 }])
    }
    await client.query('rollback')
  })
}
