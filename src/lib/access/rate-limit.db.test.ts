import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ownerRows } from '../../../tests/support/owner.ts'
import { env } from '../env.ts'
import type { AppError } from '../errors.ts'
import { countRequest } from './rate-limit.ts'

const { RATE_LIMIT_MAX: limit, RATE_LIMIT_WINDOW_SECONDS: seconds } = env()

/** As if so many requests had been made in the current window. */
async function madeAlready(principal: string, requests: number, endsInSeconds = seconds): Promise<void> {
  await ownerRows(
    `insert into rate_limits (principal, requests, window_ends_at)
     values ($1, $2, now() + make_interval(secs => $3))`,
    [principal, requests, endsInSeconds],
  )
}

describe('the rate limit', () => {
  it('counts down and tells when the window ends', async () => {
    const principal = randomUUID()
    expect(await countRequest(principal)).toEqual({ limit, remaining: limit - 1, resetSeconds: seconds })
    expect(await countRequest(principal)).toMatchObject({ remaining: limit - 2 })
  })

  it('lets the last request through and refuses the next with the time to wait', async () => {
    const principal = randomUUID()
    await madeAlready(principal, limit - 1, 30)
    expect(await countRequest(principal)).toMatchObject({ remaining: 0 })
    const refused = (await countRequest(principal).catch((error) => error)) as AppError
    expect(refused.code).toBe('rate_limited')
    expect(refused.details.retryAfterSeconds).toBeGreaterThan(0)
    expect(refused.details.retryAfterSeconds).toBeLessThanOrEqual(30)
    expect(refused.message).toContain(`More than ${limit} requests in ${seconds} seconds`)
  })

  it('begins anew once the window is over', async () => {
    const principal = randomUUID()
    await madeAlready(principal, limit + 50, -1)
    expect(await countRequest(principal)).toMatchObject({ remaining: limit - 1, resetSeconds: seconds })
  })

  it('of one principal is nothing to another', async () => {
    await madeAlready(randomUUID(), limit)
    expect(await countRequest(randomUUID())).toMatchObject({ remaining: limit - 1 })
  })

  it('counts every one of many requests at the same moment', async () => {
    const principal = randomUUID()
    const counted = await Promise.all(Array.from({ length: 20 }, () => countRequest(principal)))
    const left = counted.map(({ remaining }) => remaining).sort((a, b) => b - a)
    expect(left).toEqual(Array.from({ length: 20 }, (_, index) => limit - 1 - index))
  })
})
