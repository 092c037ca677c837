import type { PlanNode } from '../plans/repository.ts'
import { indexesIn, shapeOf } from '../plans/shape.ts'
import { withClone } from '../what-if/clone/service.ts'
import type { Source } from '../what-if/source/repository.ts'
import { usesIn } from './blocks.ts'
import { candidatesFor, type Statement } from './candidates.ts'
import { type Choice, search } from './greedy.ts'

export interface Workload {
  statements: Statement[]
  /** What each costs one time as it is planned now; a statement without a plan is not there. */
  plans: Map<string, PlanNode>
  source: Source
  /** Rows written to tables in the time that the calls were counted in. */
  writes: ReadonlyMap<string, number>
  existing: { table: string; columns: (string | null)[] }[]
  role?: string | undefined
  isGeneric: boolean
  budgetBytes: number
}

export interface Found extends Choice {
  statements: Statement[]
  /** Statements that the clone plans in another way than the database: their figures are less sure. */
  differing: Set<string>
}

/** Maintaining an index for a row that is written costs about as much as reading one page. */
const costPerWrite = 1

/** Looks for the indexes that save most of what the statements cost, on an empty clone. */
export async function findIndexes(workload: Workload): Promise<Found> {
  const { plans, source, existing } = workload
  const planned = workload.statements.filter(({ id }) => plans.has(id))
  const weights = new Map(planned.map(({ id, calls }) => [id, calls * plans.get(id)!['Total Cost']]))
  const candidates = candidatesFor(planned, weights, source, existing)
  return withClone({ ...workload, candidates }, async (clone) => {
    const bases = await clone.plan(texts(planned), new Set())
    const statements = planned.filter((_, index) => bases[index])
    const differing = new Set(
      planned
        .filter(({ id }, index) => bases[index] && shapeOf(bases[index]) !== shapeOf(plans.get(id)!))
        .map(({ id }) => id),
    )
    const tables = statements.map(({ tree }) => tablesOf(tree, source))
    const choice = await search({
      calls: statements.map(({ calls }) => calls),
      candidates: clone.candidates,
      served: ({ table }) => statements.flatMap((_, index) => (tables[index]!.has(table) ? [index] : [])),
      plan: async (indexes, names) =>
        (await clone.plan(texts(indexes.map((index) => statements[index]!)), names)).map(figuresOf),
      upkeep: ({ table }) => (workload.writes.get(table) ?? 0) * costPerWrite,
      budgetBytes: workload.budgetBytes,
    })
    return { ...choice, statements, differing }
  })
}

const texts = (statements: Statement[]) => statements.map(({ text }) => text)

function figuresOf(plan: PlanNode | null) {
  return plan ? { cost: plan['Total Cost'], used: indexesIn(plan) } : { cost: 0, used: [] }
}

function tablesOf(tree: Statement['tree'], { columns }: Source): Set<string> {
  const catalog = new Map(columns.map(({ table }) => [table, new Set<string>()]))
  return new Set(usesIn(tree, catalog).map(({ table }) => table))
}
