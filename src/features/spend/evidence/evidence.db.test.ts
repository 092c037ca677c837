import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { contextOf, contextsOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { insertLimit, keyed, purchase } from '../../../../tests/support/spend.ts'
import { createTrade } from '../commands/create-trade.ts'
import { getSpendHealth } from '../queries/get-health.ts'
import { getReconciliation } from '../queries/get-reconciliation.ts'
import { getTrace } from '../queries/get-trace.ts'
import { listErrors } from '../queries/list-errors.ts'
import { placeTrades, proveSpending } from '../upkeep/sweeps.ts'

async function company() {
  const tenant = await createTenant(1)
  await insertLimit(tenant.id, { total_cap: 1_000 })
  return contextsOf(tenant)
}

it('one request is traced to its trade, its entries and what a worker did for it, by its company alone', async () => {
  const { admin, manager } = await company()
  const requestId = `mine-${randomUUID()}`
  const { trade_id } = await createTrade.execute({ ...manager, requestId }, purchase(100), keyed())
  await createTrade.execute(manager, purchase(7), keyed())
  await placeTrades()
  const trace = await getTrace.execute(admin, { request_id: requestId })
  expect(trace.decisions).toMatchObject([{ trade_id, outcome: 'reserved', amount: 100 }])
  expect(trace.trades).toMatchObject([{ id: trade_id, status: 'placed', adapter: 'paper' }])
  expect(trace.entries).toMatchObject([{ trade_id, kind: 'reserve', reserved_delta: 100 }])
  expect(trace.audit.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['trade.reserved', 'trade.placed']),
  )
  const stranger = await contextOf(await createTenant(1), 'admin')
  await expect(getTrace.execute(stranger, { request_id: requestId })).rejects.toMatchObject({
    code: 'not_found',
  })
})

it('the last proof says that every cent is there, and names what is not', async () => {
  const { admin } = await company()
  const { tenantId } = admin.principal
  await createTrade.execute(admin, purchase(100), keyed())
  await proveSpending()
  const proved = await getReconciliation.execute(admin, {})
  expect(proved).toMatchObject({ holds: true, proofs: [{ currency: 'EUR', entry_no: 1 }], differences: [] })
  await ownerRows(
    `update budget_counters set reserved = reserved + 1 where tenant_id = $1 and period = 'total'`,
    [tenantId],
  )
  await proveSpending()
  expect(await getReconciliation.execute(admin, {})).toMatchObject({
    holds: false,
    differences: [{ message: expect.stringContaining('holds 101') }],
  })
})

it('failures are listed once for each cause, the newest first', async () => {
  const { admin } = await company()
  await ownerRows(
    `insert into error_groups (tenant_id, fingerprint, place, name, message, last_request_id)
     select $1, 'f' || n, 'exports.run', 'Error', 'm', 'r' || n from generate_series(1, 3) n order by n`,
    [admin.principal.tenantId],
  )
  const { items, pagination } = await listErrors.execute(admin, { limit: 2 })
  expect(items.map(({ fingerprint }) => fingerprint)).toEqual(['f3', 'f2'])
  const rest = await listErrors.execute(admin, { limit: 2, cursor: pagination.next_cursor! })
  expect(rest.items.map(({ last_request_id }) => last_request_id)).toEqual(['r1'])
  const trace = await getTrace.execute(admin, { request_id: 'r2' })
  expect(trace.errors).toMatchObject([{ place: 'exports.run' }])
})

it('each part says how it is, and why it is not well', async () => {
  const { admin } = await company()
  const { tenantId } = admin.principal
  const unwell = async () =>
    (await getSpendHealth.execute(admin, {})).services.flatMap(({ service, status }) =>
      status === 'healthy' ? [] : [`${service} ${status}`],
    )
  await createTrade.execute(admin, purchase(100), keyed())
  expect(await unwell()).toEqual([])
  await ownerRows(`update trades set updated_at = now() - interval '2 minutes' where tenant_id = $1`, [
    tenantId,
  ])
  await ownerRows(
    `insert into ledger_proofs (tenant_id, currency, entry_no, hash, proved_at)
     values ($1, 'EUR', 1, 'h', now() - interval '16 minutes')`,
    [tenantId],
  )
  expect(await unwell()).toEqual(['placing degraded', 'proofs degraded'])
  await ownerRows(
    `insert into trading_state (tenant_id, state, reason, changed_at) values ($1, 'HALTED', 'r', now())`,
    [tenantId],
  )
  await ownerRows(
    `insert into risk_alerts (tenant_id, kind, severity, message) values ($1, 'reconciliation', 'critical', 'm')`,
    [tenantId],
  )
  expect(await unwell()).toEqual(['trading degraded', 'proofs error'])
})
