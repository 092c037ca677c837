import type { Advice, IndexFacts } from '../rules/repository.ts'
import { quoted } from '../rules/rules.ts'
import type { Found } from '../search/advisor.ts'
import type { Hypothetical } from '../what-if/clone/service.ts'

const mostNamed = 10

/** The advice to create what was found, with what each statement costs before and after. */
export function adviceOf(found: Found): Advice[] {
  return found.chosen.map((index) => {
    const served = servedBy(found, index)
    const saved = served.reduce((sum, one) => sum + one.calls * (one.cost_before - one.cost_after), 0)
    const gain = found.costBefore > 0 ? saved / found.costBefore : 0
    const count = served.length === 1 ? 'one statement' : `${served.length} statements`
    return {
      ...{ kind: 'create_index', subject: index.table, indexName: index.name, basis: 'clone' },
      statement: `create index concurrently ${quoted(index.name)} on ${quoted(index.table)} (${index.keys.map(plain).join(', ')})`,
      undoStatement: `drop index concurrently if exists ${quoted(index.name)}`,
      reason: `The plans of ${count} would read it. That saves ${(100 * gain).toFixed(1)} % of what all statements cost.`,
      evidence: {
        statements: served
          .toSorted((a, b) => b.calls * b.cost_before - a.calls * a.cost_before)
          .slice(0, mostNamed),
      },
      ...{ gain, bytes: index.bytes, fingerprint: `create_index ${index.table} ${index.keys.join(', ')}` },
    } satisfies Advice
  })
}

function servedBy({ statements, before, after, differing }: Found, { name }: Hypothetical) {
  return statements.flatMap(({ id, text, calls }, position) =>
    after[position]!.used.includes(name)
      ? {
          ...{ fingerprint: id, query: text.replace(/\s+/g, ' ').slice(0, 300), calls },
          ...{ cost_before: before[position]!.cost, cost_after: after[position]!.cost },
          // The clone planned it in another way than the database does now.
          is_less_sure: differing.has(id),
        }
      : [],
  )
}

/** Without the quotes that a name does not need. */
function plain(key: string): string {
  return key.replace(/^"([a-z_][a-z0-9_]*)"/, (_, name: string) => quoted(name))
}

export function servingIndexes(indexes: IndexFacts[]): { table: string; columns: (string | null)[] }[] {
  return indexes.filter(
    ({ isValid, predicate, method }) => isValid && predicate === null && method === 'btree',
  )
}
