import { systemTransaction, type Tx, transaction } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { adviceOf } from '../advising/advice.ts'
import { readOwnSource, role, searchIndexes } from '../advising/service.ts'
import { parsePlannable } from '../plans/parse.ts'
import { explain } from '../plans/repository.ts'
import { indexesIn, planLines } from '../plans/shape.ts'
import { alertsOf, diskFullOn } from '../record/alerts.ts'
import { findFigures, findHealth, findHistory, findQuery, findTables } from '../record/repository.ts'
import { toFigures, toHealth, toHistory, toTable } from '../record/resource.ts'
import type { Alert, HealthPoint, QueryFigures, QueryResource } from '../record/schema.ts'
import { type Advice, findReplicas, readIndexes, readUses } from '../rules/repository.ts'
import { duplicates, unused } from '../rules/rules.ts'
import { findOperator } from '../sampling/repository.ts'
import { takeSamples } from '../sampling/sweeps.ts'
import { withClone } from '../what-if/clone/service.ts'

const dayMs = 86_400_000
const mostTables = 1_000

/** The company whose rows the samples are; throws while there is no company. */
async function operator() {
  const found = await systemTransaction((tx) => findOperator(tx, env().OPERATOR_TENANT_ID))
  if (!found) throw new Error('There is no company yet, or none with the ID in OPERATOR_TENANT_ID.')
  return found
}

async function reading<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction(await operator(), 'read only', run)
}

export interface Top {
  since: Date
  by?: 'time' | 'calls' | 'mean'
  limit?: number
}

export function topQueries({ since, by = 'time', limit = 20 }: Top): Promise<QueryFigures[]> {
  return reading(async (tx) => {
    const { totalMs, rows } = await findFigures(tx, { since, by, limit })
    return rows.map((row) => toFigures(row, totalMs))
  })
}

/** In hours, as far back as they are kept. */
export function queryHistory(fingerprint: string): Promise<QueryResource['history']> {
  return reading(async (tx) => toHistory(await findHistory(tx, fingerprint, new Date(0), 'hour')))
}

export interface Explained {
  cost: number
  lines: string[]
  indexes: string[]
}

/** How the database would run it now; null where it is not known or has no plan without its values. */
export async function explainQuery(fingerprint: string): Promise<Explained | null> {
  const found = await reading((tx) => findQuery(tx, fingerprint))
  if (!found || !(await parsePlannable(found.query))) return null
  return reading(async (tx) => {
    const plan = await explain(tx, found.query)
    return { cost: plan['Total Cost'], lines: planLines(plan), indexes: indexesIn(plan) }
  }).catch(() => null)
}

export interface Advised {
  budgetMb?: number
  queries?: string[]
}

export async function adviseOn({ budgetMb = 1_024, queries }: Advised): Promise<Advice[]> {
  if (!(budgetMb > 0)) throw new RangeError('budgetMb must be more than 0.')
  const since = new Date(Date.now() - dayMs)
  const found = await searchIndexes(await operator(), { since, budgetBytes: budgetMb * 1024 ** 2, queries })
  return found ? adviceOf(found) : []
}

export interface WhatIf {
  query: string
  costBefore: number
  costAfter: number
  /** The indexes of those given that its plan would read. */
  used: string[]
}

/** Plans each query without the indexes and with all of them, on an empty clone. Throws a RangeError for what has no plan. */
export async function planWithIndexes(
  queries: string[],
  indexes: { table: string; columns: string[] }[],
): Promise<WhatIf[]> {
  for (const query of queries)
    if (!(await parsePlannable(query)))
      throw new RangeError(`This is not one statement that has a plan: ${query}`)
  const candidates = indexes.map(({ table, columns }, index) => ({
    ...{ name: `what_if_${index + 1}`, schema: 'public', table, columns },
    keys: columns.map((column) => `"${column.replaceAll('"', '""')}"`),
  }))
  const asked = { source: await readOwnSource(), candidates, role, isGeneric: true }
  return withClone(asked, async (clone) => {
    const missing = candidates.find(({ name }) => clone.candidates.every((made) => made.name !== name))
    if (missing)
      throw new RangeError(`There can be no index on ${missing.table} (${missing.columns.join(', ')}).`)
    const before = await clone.plan(queries, new Set())
    const after = await clone.plan(queries, new Set(candidates.map(({ name }) => name)))
    return queries.map((query, index) => {
      const [without, beside] = [before[index], after[index]]
      if (!without || !beside) throw new RangeError(`This has no plan without its values: ${query}`)
      const used = indexesIn(beside).filter((name) => name.startsWith('what_if_'))
      return { query, costBefore: without['Total Cost'], costAfter: beside['Total Cost'], used }
    })
  })
}

export function findDuplicates(): Promise<Advice[]> {
  return reading(async (tx) => duplicates(await readIndexes(tx)))
}

export function findUnused(days: number): Promise<Advice[]> {
  return reading(async (tx) =>
    unused(await readIndexes(tx), await readUses(tx), await findReplicas(tx), days),
  )
}

/** Takes the samples that are due, and answers the latest; null where none was taken yet. */
export async function sampleNow(): Promise<HealthPoint | null> {
  await takeSamples()
  return reading(async (tx) => {
    const rows = await findHealth(tx, new Date(Date.now() - dayMs), 'five_minutes')
    return rows.length > 0 ? toHealth(rows.at(-1)!) : null
  })
}

export function healthHistory(since: Date, step: 'five_minutes' | 'hour'): Promise<HealthPoint[]> {
  return reading(async (tx) => (await findHealth(tx, since, step)).map(toHealth))
}

export function findAlerts(): Promise<Alert[]> {
  return reading(async (tx) => {
    const since = (days: number) => new Date(Date.now() - days * dayMs)
    const history = (await findHealth(tx, since(1), 'five_minutes')).map(toHealth)
    const growth = (await findHealth(tx, since(14), 'hour')).map(toHealth)
    const tables = (await findTables(tx, mostTables)).map(toTable)
    return alertsOf({ now: history.at(-1) ?? null, disk_full_on: diskFullOn(growth), tables, history })
  })
}
