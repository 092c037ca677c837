import { sql } from 'drizzle-orm'
import { signInThrottles } from '../db/schema/accounts.ts'
import { systemTransaction, type Tx } from '../db/transaction.ts'
import { AppError } from '../errors.ts'

/** How many wrong passwords, or other tries, one key may have in a quarter of an hour. */
export interface Throttle {
  /** `kind:value`, such as `account:ana@example.com`. */
  key: string
  limit: number
}

export const blockMinutes = 15

/** Too many tries; `until` is when the next one is looked at again. */
export class Blocked extends AppError {
  readonly until: Date

  constructor(until: Date, what = 'wrong passwords') {
    const seconds = Math.max(1, Math.ceil((until.getTime() - Date.now()) / 1000))
    super('rate_limited', `Too many ${what}. Try again in ${minutes(seconds)}.`, {
      retryAfterSeconds: seconds,
    })
    this.until = until
  }
}

/**
 * Counts one try against every key before its password is looked at, so that of many at the same moment no
 * more are checked than the limit allows. Throws `Blocked` where a key is used up; returns until when the key
 * is blocked if this very try was its last and turns out wrong.
 */
export async function reserveTry(throttles: Throttle[], what?: string): Promise<Date | undefined> {
  const blocked = await systemTransaction(async (tx) => {
    let last: Date | undefined
    for (const throttle of throttles) {
      const counted = await countTry(tx, throttle)
      // Thrown away with the transaction: a refused try counts against no key.
      if (!counted) throw new Blocked(await blockedUntil(tx, throttle.key), what)
      last ??= counted.blockedUntil ?? undefined
    }
    return last
  })
  return blocked
}

/** The password was right: `forget` starts anew, `giveBack` loses this one try. */
export async function releaseTry(tx: Tx, keys: { forget: string[]; giveBack: string[] }): Promise<void> {
  for (const key of keys.forget) await tx.execute(sql`delete from sign_in_throttles where key = ${key}`)
  for (const key of keys.giveBack) {
    await tx.execute(
      sql`update sign_in_throttles set failures = greatest(failures - 1, 0), blocked_until = null where key = ${key}`,
    )
  }
}

/** Starts a key anew whose password was right. */
export function forgetTries(key: string): Promise<void> {
  return systemTransaction((tx) => releaseTry(tx, { forget: [key], giveBack: [] }))
}

/** Undefined where the key is blocked already: such a try prolongs nothing. */
async function countTry(tx: Tx, { key, limit }: Throttle) {
  const isStale = sql`sign_in_throttles.updated_at < now() - make_interval(mins => ${blockMinutes})`
  const failures = sql`case when ${isStale} then 1 else sign_in_throttles.failures + 1 end`
  const [counted] = await tx
    .insert(signInThrottles)
    .values({ key, failures: 1 })
    .onConflictDoUpdate({
      target: signInThrottles.key,
      set: {
        failures,
        blockedUntil: sql`case when ${failures} >= ${limit} then now() + make_interval(mins => ${blockMinutes}) end`,
        updatedAt: sql`now()`,
      },
      setWhere: sql`coalesce(sign_in_throttles.blocked_until <= now(), true)`,
    })
    .returning({ blockedUntil: signInThrottles.blockedUntil })
  return counted
}

async function blockedUntil(tx: Tx, key: string): Promise<Date> {
  const { rows } = await tx.execute<{ until: string }>(
    sql`select blocked_until as until from sign_in_throttles where key = ${key}`,
  )
  return new Date(rows[0]?.until ?? Date.now())
}

function minutes(seconds: number): string {
  const count = Math.ceil(seconds / 60)
  return count === 1 ? 'a minute' : `${count} minutes`
}

/** Removes at most `limit` counts that have lapsed; returns how many. */
export function forgetLapsedTries(limit: number): Promise<number> {
  return systemTransaction(async (tx) => {
    const { rowCount } = await tx.execute(sql`
      delete from sign_in_throttles where ctid = any(array(
        select ctid from sign_in_throttles where updated_at < now() - make_interval(mins => ${2 * blockMinutes})
        order by updated_at limit ${limit} for update skip locked))`)
    return rowCount ?? 0
  })
}
