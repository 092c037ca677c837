import { sql } from 'drizzle-orm'
import { db } from '../db/index.ts'
import { rateLimits } from '../db/schema/operations.ts'
import { env } from '../env.ts'
import { AppError } from '../errors.ts'

export interface RateLimit {
  limit: number
  remaining: number
  /** Seconds until the window ends. */
  resetSeconds: number
}

/**
 * Counts one request of a principal in its fixed window, for all web processes together. Throws
 * `rate_limited` with the seconds to wait once the window is used up.
 */
export async function countRequest(principalId: string): Promise<RateLimit> {
  const { RATE_LIMIT_MAX: limit, RATE_LIMIT_WINDOW_SECONDS: seconds } = env()
  const next = sql`now() + make_interval(secs => ${seconds})`
  const isOver = sql`${rateLimits.windowEndsAt} <= now()`
  const [row] = await db
    .insert(rateLimits)
    .values({ principal: principalId, requests: 1, windowEndsAt: next })
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
  if (requests > limit) {
    throw new AppError(
      'rate_limited',
      `More than ${limit} requests in ${seconds} seconds. Try again in ${resetSeconds} seconds.`,
      { retryAfterSeconds: resetSeconds },
    )
  }
  return { limit, remaining: limit - requests, resetSeconds }
}
