import type { TradeRow } from '../trades/repository.ts'

/** Carries a trade out in the world. */
export interface Adapter {
  kind: string
  /** Hands the trade over; the same trade a second time is the same order. */
  place: (trade: Pick<TradeRow, 'id'>) => Promise<{ externalRef: string }>
}

/** An order that exists on paper alone: somebody places it by hand. */
const paper: Adapter = {
  kind: 'paper',
  place: async ({ id }) => ({ externalRef: `paper-${id}` }),
}

const adapters: readonly Adapter[] = [paper]

export function getAdapter(kind: string): Adapter {
  const adapter = adapters.find((one) => one.kind === kind)
  if (!adapter) throw new Error(`there is no adapter ${kind}`)
  return adapter
}
