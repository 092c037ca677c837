import type { Principal } from '#src/lib/context.ts'
import { sqlStateOf, type Tx } from '#src/lib/db/transaction.ts'
import { AppError, invalid, notFound } from '#src/lib/errors.ts'
import {
  findCountedSince,
  findMissing,
  insertMovements,
  type Level,
  type LevelKey,
  lockLevels,
  type MovementRow,
  type NewMovement,
} from './repository.ts'

/** Throws for items, archived ones too, and locations that do not exist. */
export async function requireExisting(tx: Tx, keys: LevelKey[]): Promise<void> {
  const missing = await findMissing(tx, keys)
  if (missing.productIds.size > 0) throw notFound('item')
  if (missing.locationIds.size > 0) throw invalid('location_id', 'is not the ID of one of your locations')
}

/** Locks the levels of what exists. A level without a row is empty. */
export async function lockExisting(tx: Tx, keys: LevelKey[]): Promise<(key: LevelKey) => Level> {
  await requireExisting(tx, keys)
  const levels = new Map((await lockLevels(tx, keys)).map((level) => [keyOf(level), level]))
  return (key) => levels.get(keyOf(key)) ?? { ...key, onHand: 0, reserved: 0, seq: 0 }
}

/** Posts the movements in their order, all or none. */
export function post(tx: Tx, actor: Principal, movements: NewMovement[]): Promise<MovementRow[]> {
  return refused(() => insertMovements(tx, actor, movements))
}

/** What was counted of a level, and what the ledger said of it at that time. */
export interface Counted extends LevelKey {
  counted: number
  expected: number
  /** The number of the last movement before the counting. */
  seq: number
}

/**
 * Books what was counted minus what was there at the counting, so that goods moved since stay moved. The levels are
 * locked. Throws `stale` where another count booked the difference meanwhile.
 */
export async function bookCounted(
  tx: Tx,
  actor: Principal,
  lines: Counted[],
  about: Pick<NewMovement, 'reason' | 'reference' | 'countId'>,
): Promise<MovementRow[]> {
  const [again] = await findCountedSince(tx, lines)
  if (again)
    throw new AppError(
      'stale',
      'Another count has booked a difference of this level since. Count it again.',
      {
        facts: { item_id: again.productId, location_id: again.locationId },
      },
    )
  const movements = lines.map(({ productId, locationId, counted, expected }) => {
    return { productId, locationId, quantity: counted - expected, kind: 'count', ...about }
  })
  return refused(() => insertMovements(tx, actor, movements))
}

/** Says in words what the ledger refused. */
export async function refused<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    const state = sqlStateOf(error)
    if (state === 'WB001') throw insufficient(error)
    if (state === 'WB002') {
      const message = 'The reservation has ended, lies elsewhere, or has less open than that. Read it again.'
      throw new AppError('illegal_transition', message, { facts: { legal: [] } })
    }
    if (state === '22003') throw invalid('quantity', 'would make the balance larger than 2,147,483,647')
    throw error
  }
}

function insufficient(error: unknown): AppError {
  const { available, product_id, location_id } = JSON.parse(detailOf(error) ?? '{}')
  const message = `Only ${Math.max(available, 0)} available at this location.`
  return new AppError('insufficient_stock', message, {
    facts: { available, item_id: product_id, location_id },
  })
}

function detailOf(error: unknown): string | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    const { detail } = current as { detail?: string }
    if (detail) return detail
  }
  return undefined
}

function keyOf({ productId, locationId }: LevelKey): string {
  return `${productId} ${locationId}`
}
