import { rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readSecrets } from '../../scripts/launcher/secrets.ts'
import { makeFolder } from './node-process.ts'

let dir: string

beforeEach(() => {
  dir = makeFolder('waybill-secrets-')
  vi.stubEnv('AUTH_SECRET', '')
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(dir, { recursive: true })
})

test('secrets are made once, each its own, and only their owner may read them', () => {
  const first = readSecrets(dir)
  expect(new Set(Object.values(first)).size).toBe(4)
  expect(Math.min(...Object.values(first).map((secret) => secret.length))).toBeGreaterThanOrEqual(32)
  expect(readSecrets(dir)).toEqual(first)
  expect(statSync(join(dir, 'secrets.json')).mode & 0o777).toBe(0o600)
})

test('AUTH_SECRET in the environment wins for as long as it is set', () => {
  const { authSecret } = readSecrets(dir)
  vi.stubEnv('AUTH_SECRET', 'from the environment')
  expect(readSecrets(dir).authSecret).toBe('from the environment')
  vi.stubEnv('AUTH_SECRET', '')
  expect(readSecrets(dir).authSecret).toBe(authSecret)
})

test('a secret that is missing from an older file is added and the others stay', () => {
  writeFileSync(join(dir, 'secrets.json'), JSON.stringify({ ownerPassword: 'kept' }))
  const first = readSecrets(dir)
  expect(first.ownerPassword).toBe('kept')
  expect(readSecrets(dir)).toEqual(first)
})
