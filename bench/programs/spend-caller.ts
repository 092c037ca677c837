import { setTimeout as sleep } from 'node:timers/promises'
import type { DecisionResource } from '#src/features/spend/decisions/schema.ts'
import { decide } from '#src/features/spend/decisions/service.ts'
import { findPrincipalByUser } from '#src/lib/access/principals.ts'
import { sqlStateOf } from '#src/lib/db/transaction.ts'
import { AppError, isConnectionError } from '#src/lib/errors.ts'

/** What this program is told in the environment. */
export interface SpendProgram {
  userId: string
  callers: number
  /** The first key, and the one behind the last; every one of `step` is this process's. */
  from: number
  to: number
  step: number
  /** What is ordered; without it nothing is, and trades stay on paper. */
  order?: { supplierId: string; locationId: string; itemIds: string[] }
}

// Callers that ask for money one decision after the other, each key in its turn and every twentieth a second time. A
// process that takes over from a killed one asks for all of its keys again. Tells every answer on a line of its own.

const { userId, callers, from, to, step, order }: SpendProgram = JSON.parse(process.env.SPEND_PROGRAM!)
const principal = await untilAnswered(() => findPrincipalByUser(userId))
let next = from

async function caller(): Promise<void> {
  while (next < to) {
    const key = next
    next += step
    for (let time = 0; time < (key % 20 === 0 ? 2 : 1); time += 1) {
      const begun = performance.now()
      const decided = await ask(key)
      process.stdout.write(`${decided.outcome} ${decided.amount} ${(performance.now() - begun).toFixed(1)}\n`)
    }
  }
}

function ask(key: number): Promise<DecisionResource> {
  return untilAnswered(() =>
    decide(
      { principal: principal!, requestId: 'bench' },
      {
        ...{ amount: 1 + (key % 97), currency: 'EUR', category: key % 3 ? 'Paper' : null, quantity: 1 },
        ...(order ? orderOf(order, key) : onPaper(key)),
        for_user_id: userId,
      },
      { key: String(key), route: 'bench', input: null },
    ),
  )
}

function onPaper(key: number) {
  return { instrument_kind: 'bench', instrument_id: String(key), supplier_id: null, adapter: 'paper' }
}

function orderOf({ supplierId, locationId, itemIds }: NonNullable<SpendProgram['order']>, key: number) {
  return {
    ...{ instrument_kind: 'product', instrument_id: itemIds[key % itemIds.length]! },
    ...{ supplier_id: supplierId, location_id: locationId, due_on: '2030-01-01', adapter: 'purchase_order' },
  }
}

/** Asks the same again until an answer comes. */
async function untilAnswered<T>(run: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await run()
    } catch (error) {
      if (!isTransient(error)) throw error
      await sleep(20)
    }
  }
}

/** What a client answers by asking again: too much is waiting, a lock was not free, or the session was ended. */
function isTransient(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'unavailable'
  return isConnectionError(error) || sqlStateOf(error) === '55P03'
}

await Promise.all(Array.from({ length: callers }, caller))
process.exit(0)
