import { describe, expect, it } from 'vitest'
import { generateApiKey, hashApiKey, prefixOf } from './api-keys.ts'

describe('an API key', () => {
  it('shows its prefix, and its secret only as a hash', () => {
    const { key, prefix, secretHash } = generateApiKey()
    expect(key).toMatch(/^wb_[0-9a-f]{12}_[\w-]{32}$/)
    expect(prefixOf(key)).toBe(prefix)
    expect(secretHash).toBe(hashApiKey(key))
    expect(secretHash).toMatch(/^[0-9a-f]{64}$/)
    expect(secretHash).not.toContain(key.slice(-32))
  })

  it('is never made twice', () => {
    const keys = Array.from({ length: 500 }, () => generateApiKey().key)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('is proved by the whole of it', () => {
    const { key, secretHash } = generateApiKey()
    expect(hashApiKey(key.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))).not.toBe(secretHash)
  })

  it.each([
    '',
    'wb_',
    'wb_0123456789ab_',
    'wb_0123456789AB_x',
    `wb_0123456789ab_${'x'.repeat(33)}`,
    'sk_live_1',
  ])('"%s" has no prefix', (text) => {
    expect(prefixOf(text)).toBeUndefined()
  })
})
