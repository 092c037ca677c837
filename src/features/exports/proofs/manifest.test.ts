import { createPublicKey, verify } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '#src/lib/operation/canonical-json.ts'
import { sampleManifest } from '../../../../tests/samples/sample-manifest.ts'
import { sampleColumns } from '../../../../tests/samples/sample-table.ts'
import {
  keyIdOf,
  type Manifest,
  manifestSchema,
  publicKeyOf,
  signManifest,
  verifySignature,
} from './manifest.ts'
import { schemaFile } from './schema-file.ts'

const secret = 'a secret of this instance'
const encoded = {
  ...{ rows: 2, guardedCells: 1, cutCells: 0, bytes: 10, sha256: 'ab'.repeat(32) },
  ...{ firstKey: ['1'], lastKey: ['2'] },
  totals: [{ key: 'c0', count: 1, nulls: 1 }],
}
const unsigned = sampleManifest('sales.csv', encoded, sampleColumns(['text', 'money']), {
  format: 'csv',
  options: {},
})
const signed = signManifest(unsigned, secret)

describe('the signature of a manifest', () => {
  test('is an ed25519 signature over the canonical JSON of everything else', () => {
    const raw = Buffer.from(signed.signature.public_key, 'base64url')
    const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw])
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' })
    const value = Buffer.from(signed.signature.value, 'base64url')
    expect(raw).toHaveLength(32)
    expect(verify(null, Buffer.from(canonicalJson(unsigned)), key, value)).toBe(true)
  })

  test('is the same in every process with the same secret, and another with another', () => {
    expect(signManifest(unsigned, secret)).toEqual(signed)
    expect(publicKeyOf(secret)).toBe(signed.signature.public_key)
    expect(keyIdOf(publicKeyOf(secret))).toBe(signed.signature.key_id)
    expect(publicKeyOf('another secret')).not.toBe(publicKeyOf(secret))
    // Computed apart, with Python's hmac and OpenSSL.
    expect(publicKeyOf('known')).toBe('CPv_H8dKUsMjjmjPM35VNfxE74OJyBZWic3s2lamo0s')
  })

  test('survives a store that keeps no order of members', () => {
    const shuffled = JSON.parse(JSON.stringify(signed), (_, value) =>
      value === null || typeof value !== 'object' || Array.isArray(value)
        ? value
        : Object.fromEntries(Object.entries(value).reverse()),
    )
    expect(verifySignature(shuffled)).toBe('valid')
    expect(manifestSchema.parse(shuffled)).toEqual(signed)
  })

  test('breaks with every value that is changed', () => {
    const paths = leaves(signed)
    expect(paths.length).toBeGreaterThan(50)
    for (const path of paths) {
      const changed = structuredClone(signed)
      change(changed, path)
      expect(verifySignature(changed), path.join('.')).toBe(
        path.join('.') === 'signature.algorithm' ? 'valid' : 'invalid',
      )
    }
  })

  test('breaks with a member that is added or taken', () => {
    expect(verifySignature({ ...signed, note: 'approved' } as Manifest)).toBe('invalid')
    const { attempt: _attempt, ...less } = signed
    expect(verifySignature(less as Manifest)).toBe('invalid')
  })

  test('of another instance is told from the expected one', () => {
    expect(verifySignature(signed, publicKeyOf(secret))).toBe('valid')
    expect(verifySignature(signManifest(unsigned, 'another secret'), publicKeyOf(secret))).toBe('other_key')
  })

  test('is refused for what is not a manifest, and without a secret', () => {
    expect(() => signManifest({ ...unsigned, rows_written: -1 }, secret)).toThrow()
    expect(() => signManifest(unsigned, '')).toThrow(TypeError)
  })
})

describe('the schema file', () => {
  test('says what the file is and how to read it, the same way every time', () => {
    const text = schemaFile(unsigned)
    expect(schemaFile(structuredClone(unsigned))).toBe(text)
    expect(JSON.parse(text)).toMatchObject({
      dataset: { label: 'Sales' },
      filters: ['Status is paid', 'Amount from 0.10'],
      ...{
        time_zone: 'Europe/Berlin',
        snapshot_at: '2026-11-20T08:00:01.000Z',
        requested_by: 'Ada Lovelace',
      },
      rows: 2,
      columns: [
        { key: 'c0', label: 'Column 0', type: 'text', masked: false, nulls: 1 },
        { key: 'c1', label: 'Column 1', type: 'money', scale: 2, masked: false, nulls: 0 },
      ],
    })
  })
})

function leaves(value: unknown, path: string[] = []): string[][] {
  if (value === null || typeof value !== 'object') return [path]
  return Object.entries(value).flatMap(([name, member]) => leaves(member, [...path, name]))
}

function change(root: unknown, path: string[]): void {
  const parent = path.slice(0, -1).reduce((value, name) => (value as Record<string, unknown>)[name], root)
  const name = path.at(-1)!
  const holder = parent as Record<string, unknown>
  const value = holder[name]
  if (typeof value === 'string')
    holder[name] = value.startsWith('A') ? `B${value.slice(1)}` : `A${value.slice(1)}`
  else holder[name] = typeof value === 'number' ? value + 1 : !value
}
