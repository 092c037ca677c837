import type { Hypothetical } from '../what-if/clone/service.ts'

/** What a statement costs, and the candidates that its plan reads. */
export interface Planned {
  cost: number
  used: string[]
}

export interface Problem {
  /** Calls of each statement. */
  calls: number[]
  candidates: Hypothetical[]
  /** The statements that a candidate could serve, by their positions. */
  served: (candidate: Hypothetical) => number[]
  /** Plans some statements as if these candidates were there. */
  plan: (statements: number[], names: ReadonlySet<string>) => Promise<Planned[]>
  /** What keeping the index costs in the same period. */
  upkeep: (candidate: Hypothetical) => number
  budgetBytes: number
}

export interface Choice {
  chosen: Hypothetical[]
  before: Planned[]
  after: Planned[]
  costBefore: number
  costAfter: number
}

/** Below this share of the cost that is left an index is not worth having. */
const leastGain = 0.005
/** One whose removal costs no more than this share is not worth keeping. */
const leastLoss = 0.02

/**
 * Takes the index that saves most, again and again, within the budget. What an index saves beside those that are taken
 * is at most what it saved before them, so that only the first of the queue is ever planned anew.
 */
export async function search(problem: Problem): Promise<Choice> {
  const { calls, candidates, plan, upkeep } = problem
  const all = calls.map((_, index) => index)
  const total = (planned: Planned[]) =>
    planned.reduce((sum, { cost }, index) => sum + cost * calls[index]!, 0)
  const before = await plan(all, new Set())
  let current = before
  let chosen: Hypothetical[] = []
  const saves = async (candidate: Hypothetical) => {
    const statements = problem.served(candidate)
    const names = new Set([...chosen, candidate].map(({ name }) => name))
    const planned = await plan(statements, names)
    const saved = statements.reduce(
      (sum, index, position) => sum + (current[index]!.cost - planned[position]!.cost) * calls[index]!,
      0,
    )
    return saved - upkeep(candidate)
  }
  let queue: { candidate: Hypothetical; saved: number; round: number }[] = []
  for (const candidate of candidates) queue.push({ candidate, saved: await saves(candidate), round: 0 })
  for (let round = 0; ; ) {
    queue = queue
      .filter(({ candidate }) => fits(problem, chosen, candidate))
      .toSorted((a, b) => b.saved - a.saved)
    const best = queue[0]
    if (!best || best.saved <= leastGain * total(current)) break
    if (best.round < round) {
      best.saved = await saves(best.candidate)
      best.round = round
      continue
    }
    chosen = [...chosen, best.candidate]
    queue.shift()
    current = await plan(all, new Set(chosen.map(({ name }) => name)))
    round += 1
  }
  const kept = await prune(problem, chosen, current, total)
  const after = await plan(all, new Set(kept.map(({ name }) => name)))
  return { chosen: kept, before, after, costBefore: total(before), costAfter: total(after) }
}

function fits({ budgetBytes }: Problem, chosen: Hypothetical[], candidate: Hypothetical): boolean {
  return chosen.reduce((sum, { bytes }) => sum + bytes, candidate.bytes) <= budgetBytes
}

/** Drops what no plan reads, and what later choices made nearly useless. */
async function prune(
  { calls, plan }: Problem,
  chosen: Hypothetical[],
  planned: Planned[],
  total: (planned: Planned[]) => number,
): Promise<Hypothetical[]> {
  const all = calls.map((_, index) => index)
  let kept = chosen
  let current = planned
  for (const candidate of chosen) {
    const rest = kept.filter((one) => one !== candidate)
    const isUsed = current.some(({ used }) => used.includes(candidate.name))
    const without = await plan(all, new Set(rest.map(({ name }) => name)))
    if (isUsed && total(without) > (1 + leastLoss) * total(current)) continue
    kept = rest
    current = without
  }
  return kept
}
