import { sql } from 'drizzle-orm'
import { db } from '../db/index.ts'
import { rateLimits } from '../db/schema/operations.ts'
import { env } from '../env.ts'
import { AppError } from '../errors.ts'
import { networkOf } from './request.ts'

export interface RateLimit {
  limit: number
  remaining: number
  /** Seconds until the window ends. */
  resetSeconds: number
}

/** Told along with `rate_limited`, so that the answer has the same headers as any other. */
export class RateLimited extends AppError {
  readonly rateLimit: RateLimit

  constructor(rateLimit: RateLimit) {
    const { limit, resetSeconds } = rateLimit
    const { RATE_LIMIT_WINDOW_SECONDS: seconds } = env()
    super(
      'rate_limited',
      `More than ${limit} requests in ${seconds} seconds. Try again in ${resetSeconds} seconds.`,
      { retryAfterSeconds: resetSeconds },
    )
    this.rateLimit = rateLimit
  }
}

/** The console sends many small actions for one thing that a person does. */
const actionsPerRequest = 20

/** Counts one request to the API of a person, whichever key or session it came with. */
export function countRequest(userId: string): Promise<RateLimit> {
  return count(userId, env().RATE_LIMIT_MAX)
}

/** Counts one server action of a person. */
export function countAction(userId: string): Promise<RateLimit> {
  return count(`actions:${userId}`, actionsPerRequest * env().RATE_LIMIT_MAX)
}

/** Counts one request that proved nobody, and one action of somebody who is not signed in. */
export function countFailedAuthentication(address: string): Promise<RateLimit> {
  return count(`address:${networkOf(address)}`, env().RATE_LIMIT_MAX)
}

/**
 * Counts one request in the key's fixed window, for all web processes together. Throws `rate_limited` with the
 * seconds to wait once the window is used up.
 */
async function count(principal: string, limit: number): Promise<RateLimit> {
  const { RATE_LIMIT_WINDOW_SECONDS: seconds } = env()
  const next = sql`now() + make_interval(secs => ${seconds})`
  const isOver = sql`${rateLimits.windowEndsAt} <= now()`
  const [row] = await db
    .insert(rateLimits)
    .values({ principal, requests: 1, windowEndsAt: next })
    .onConflictDoUpdate({
      target: rateLimits.principal,
      set: {
        requests: sql`case when ${isOver} then 1 else ${rateLimits.requests} + 1 end`,
        windowEndsAt: sql`case when ${isOver} then ${next} else ${rateLimits.windowEndsAt} end`,
      },
    })
    .returning({
      requests: rateLimits.requests,
      resetSeconds: sql<number>`ceil(extract(epoch from ${rateLimits.windowEndsAt} - now()))::int`,
    })
  const { requests, resetSeconds } = row!
  const rateLimit = { limit, remaining: Math.max(0, limit - requests), resetSeconds }
  if (requests > limit) throw new RateLimited(rateLimit)
  return rateLimit
}

/** Removes at most `limit` windows that are over; returns how many. */
export async function forgetEndedWindows(limit: number): Promise<number> {
  const { rowCount } = await db.execute(sql`
    delete from rate_limits where ctid = any(array(
      select ctid from rate_limits where window_ends_at < now() - interval '1 minute'
      order by window_ends_at limit ${limit} for update skip locked))`)
  return rowCount ?? 0
}
