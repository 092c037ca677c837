import pg from 'pg'
import { parsePlannable } from '../../src/features/database-advisor/plans/parse.ts'
import type { PlanNode } from '../../src/features/database-advisor/plans/repository.ts'
import { shapeOf } from '../../src/features/database-advisor/plans/shape.ts'
import { findIndexes } from '../../src/features/database-advisor/search/advisor.ts'
import { withClone } from '../../src/features/database-advisor/what-if/clone/service.ts'
import {
  readSource,
  visibleStatistics,
} from '../../src/features/database-advisor/what-if/source/repository.ts'
import { median, percentile, say } from '../table.ts'
import type { Texts } from './workload.ts'

type Table = Record<string, string | number | null>[]

/** What the advice saves when it is built, and how near the clone's plans are to those that follow. */
export async function compareWithBuilt(url: string, { queries, variants }: Texts): Promise<Table[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const query = (text: string, values?: unknown[]) => client.query(text, values) as never
    const explain = (texts: string[]) => explainAll(client, texts)
    const source = await readSource(query, visibleStatistics)
    const before = await explain(queries)
    const started = performance.now()
    const statements = await Promise.all(
      queries.map(async (text, index) => ({
        ...{ id: String(index), text, calls: 1 },
        tree: (await parsePlannable(text))!,
      })),
    )
    const plans = new Map(before.map((plan, index) => [String(index), plan]))
    const asked = { source, isGeneric: false }
    const found = await findIndexes({
      ...{
        ...asked,
        statements,
        plans,
        existing: [],
        writes: new Map(),
        budgetBytes: Number.POSITIVE_INFINITY,
      },
    })
    const seconds = (performance.now() - started) / 1000
    say(`building ${found.chosen.length} indexes`)
    const { chosen } = found
    const names = new Set(chosen.map(({ name }) => name))
    const said = await withClone({ ...asked, candidates: chosen }, (clone) => clone.plan(variants, names))
    for (const { definition } of chosen) await client.query(definition)
    const sizes = await sizesOf(client)
    const built = await explain(variants)
    const after = await explain(queries)
    const errors = built.map((plan, index) => Math.abs(said[index]!['Total Cost'] / plan['Total Cost'] - 1))
    const same = built.filter((plan, index) => shapeOf(plan) === shapeOf(said[index]!)).length
    const total = (all: PlanNode[]) => all.reduce((sum, plan) => sum + plan['Total Cost'], 0)
    return [
      chosen.map(({ name, keys, bytes }) => ({
        ...{ index: name, on: keys.join(', '), 'MB said': mb(bytes), 'MB built': mb(sizes.get(name) ?? 0) },
      })),
      [
        {
          ...{ queries: queries.length, 'cost left said, %': percent(found.costAfter / found.costBefore) },
          'cost left built, %': percent(total(after) / total(before)),
          'advice, s': Number(seconds.toFixed(1)),
        },
      ],
      [
        {
          ...{ queries: variants.length, 'same plans, %': percent(same / variants.length) },
          'median cost error, %': percent(median(errors)),
          'p95, %': percent(percentile(errors, 0.95)),
          'worst, %': percent(Math.max(...errors)),
        },
      ],
    ]
  } finally {
    await client.end()
  }
}

async function explainAll(client: pg.Client, texts: string[]): Promise<PlanNode[]> {
  const plans: PlanNode[] = []
  for (const text of texts) {
    const { rows } = await client.query(`explain (format json) ${text}`)
    plans.push(rows[0]['QUERY PLAN'][0].Plan)
  }
  return plans
}

async function sizesOf(client: pg.Client): Promise<Map<string, number>> {
  const { rows } = await client.query<{ name: string; bytes: string }>(
    `select relname as name, pg_relation_size(oid) as bytes from pg_class where relkind = 'i'`,
  )
  return new Map(rows.map(({ name, bytes }) => [name, Number(bytes)]))
}

const mb = (bytes: number) => Number((bytes / 1024 ** 2).toFixed(1))
const percent = (share: number) => Number((100 * share).toFixed(2))
