import { beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import type { Role } from '#src/lib/permissions.ts'
import { contextOf, createTenant } from '../../../../tests/support/owner.ts'
import { datasets } from '../catalog/index.ts'
import { planRows } from './plan.ts'
import { readableDatasets, visibleColumns } from './rights.ts'
import { compileQuery } from './sql.ts'

/** Who sees less than everything, written out. Datasets that are not named are shown whole. */
const rights: Partial<Record<Role, Record<string, { masked: string[]; omitted: string[] } | 'forbidden'>>> = {
  super_admin: {},
  admin: {
    staff: { masked: ['email', 'iban'], omitted: [] },
    payroll: { masked: ['email', 'iban'], omitted: [] },
    query_stats: 'forbidden',
    index_advice: 'forbidden',
    health_history: 'forbidden',
  },
  manager: {
    customers: { masked: ['email', 'phone'], omitted: [] },
    staff: { masked: [], omitted: ['email', 'salary', 'currency', 'iban'] },
    financial: 'forbidden',
    audit_trail: 'forbidden',
    payroll: 'forbidden',
    query_stats: 'forbidden',
    index_advice: 'forbidden',
    health_history: 'forbidden',
    trades: 'forbidden',
    trade_decisions: 'forbidden',
    spending_ledger: 'forbidden',
    budget_usage: 'forbidden',
    risk_alerts: 'forbidden',
    emergency_stops: 'forbidden',
    journeys: 'forbidden',
    step_events: 'forbidden',
    decisions: 'forbidden',
    suppliers: { masked: ['tax_id', 'iban'], omitted: [] },
    supplier_contacts: { masked: ['email', 'phone'], omitted: [] },
  },
}

const contexts = new Map<string, Context>()

beforeAll(async () => {
  const tenant = await createTenant(40)
  for (const role of [...Object.keys(rights), 'viewer']) contexts.set(role, await contextOf(tenant, role))
})

const cases = Object.entries(rights).flatMap(([role, except]) =>
  datasets.map((dataset) => ({ role, dataset, key: dataset.key, right: except[dataset.key] })),
)

/** The values of one column, as this person's file would have them. */
async function valuesFor(
  { principal }: Context,
  { dataset, column }: { dataset: (typeof datasets)[number]; column: string },
) {
  const plan = planRows(principal, dataset, { filters: {}, columns: [column], sort: [] }, [])
  const { text, values } = compileQuery(plan)
  return transaction(principal.tenantId, 'read only', async (tx) =>
    (await tx.$client.query<[string | null]>({ text, values, rowMode: 'array' })).rows.map(
      ([value]) => value,
    ),
  )
}

function maskedByHand(value: string | null): string | null {
  if (value === null) return null
  return value.length > 8 ? `••••${value.slice(-4)}` : '••••'
}

describe('rights to columns', () => {
  it.each(cases)('of $key for $role are what the table says', ({ role, dataset, right }) => {
    const { principal } = contexts.get(role)!
    expect(readableDatasets(principal).includes(dataset)).toBe(right !== 'forbidden')
    if (right === 'forbidden') return
    const visible = visibleColumns(principal, dataset)
    const keys = visible.map(({ key }) => key)
    expect(visible.filter(({ masked }) => masked).map(({ key }) => key)).toEqual(right?.masked ?? [])
    const missing = dataset.columns.map(({ key }) => key).filter((key) => !keys.includes(key))
    expect(missing).toEqual(right?.omitted ?? [])
  })

  it.each(cases.filter(({ right }) => right && right !== 'forbidden' && right.masked.length > 0))(
    'let $role read at most the last four characters of what is masked in $key',
    async ({ role, dataset, right }) => {
      for (const column of (right as { masked: string[] }).masked) {
        const whole = await valuesFor(contexts.get('super_admin')!, { dataset, column })
        const masked = await valuesFor(contexts.get(role)!, { dataset, column })
        expect(whole.filter(Boolean).length).toBeGreaterThan(0)
        expect(masked).toEqual(whole.map(maskedByHand))
      }
    },
  )

  it('give a viewer no dataset', () => {
    expect(readableDatasets(contexts.get('viewer')!.principal)).toEqual([])
  })
})
