import type { Counted, Counters } from './repository.ts'

const keys = ['calls', 'totalMs', 'rows', 'blocksHit', 'blocksRead', 'tempBlocks'] as const

/**
 * What came since the last reading. After a reset, or when the server forgot the statement in between, all that it
 * counts now came since; a statement that it counted before the first reading adds nothing, as nobody knows when.
 */
export function deltaOf(
  now: Counters,
  before: Counters | undefined,
  lastReadAt: string | undefined,
): Counted {
  const isNew = lastReadAt !== undefined && Date.parse(now.since) >= Date.parse(lastReadAt)
  const isReset = before && (now.calls < before.calls || Date.parse(now.since) > Date.parse(before.since))
  if (isReset || (!before && isNew)) return pick(now, () => 0)
  return before ? pick(now, (key) => before[key]) : pick(now, (key) => now[key])
}

function pick(now: Counters, base: (key: (typeof keys)[number]) => number): Counted {
  return Object.fromEntries(keys.map((key) => [key, Math.max(0, now[key] - base(key))])) as unknown as Counted
}

/** What a counter of the server grew by: all of it after a reset. */
export function grown(now: number, before: number | undefined): number {
  if (before === undefined) return 0
  return now >= before ? now - before : now
}
