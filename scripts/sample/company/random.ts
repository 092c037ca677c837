export interface Random {
  /** A number from 0 up to, but not including, 1. */
  next: () => number
  /** A whole number from `low` to `high`, both included. */
  int: (low: number, high: number) => number
  pick: <T>(values: readonly T[]) => T
  /** True in `share` of the cases. */
  chance: (share: number) => boolean
}

/** mulberry32: small, and the same numbers on every machine for the same seed. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    int,
    pick: (values) => values[int(0, values.length - 1)]!,
    chance: (share) => next() < share,
  }
}
