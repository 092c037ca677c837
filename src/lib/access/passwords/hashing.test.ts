import { describe, expect, it } from 'vitest'
import type { AppError } from '../../errors.ts'
import { deriveKey } from './hashing.ts'

const cheap = { N: 2, r: 1, p: 1, maxmem: 1024 * 1024 }
const derive = () => deriveKey('password', Buffer.from('salt'), 32, cheap)

describe('hashing', () => {
  it('lets two run and twenty-four wait, and refuses the rest at once', async () => {
    const results = await Promise.allSettled(Array.from({ length: 40 }, derive))
    const refused = results.filter((result) => result.status === 'rejected')
    expect(refused).toHaveLength(40 - 26)
    for (const { reason } of refused) {
      expect((reason as AppError).code).toBe('unavailable')
      expect((reason as AppError).details.retryAfterSeconds).toBeGreaterThan(0)
    }
  })

  it('takes everybody again afterwards, also after one that failed', async () => {
    await expect(deriveKey('x', Buffer.from('salt'), 32, { ...cheap, N: 3 })).rejects.toThrow()
    const results = await Promise.all(Array.from({ length: 26 }, derive))
    expect(new Set(results.map((key) => key.toString('hex'))).size).toBe(1)
  })
})
