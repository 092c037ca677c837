import {
  createHash,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import * as z from 'zod'
import { languages } from '#src/features/datasets/labels/languages.ts'
import { canonicalJson } from '#src/lib/operation/canonical-json.ts'

const count = z.int().nonnegative()
const instant = z.iso.datetime({ offset: true })
const rowKey = z.array(z.string()).nullable()
const decimal = z.string()

const fileSchema = z.strictObject({
  name: z.string(),
  /** From 1 on; a run that is cut into several files numbers them. */
  part: z.int().positive(),
  media_type: z.string(),
  rows: count,
  first_key: rowKey,
  last_key: rowKey,
  bytes: count,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

const controlTotalSchema = z.strictObject({
  key: z.string(),
  count,
  nulls: count,
  sum: decimal.optional(),
  min: z.string().nullable().optional(),
  max: z.string().nullable().optional(),
  non_finite: count.optional(),
})

const signatureSchema = z.strictObject({
  algorithm: z.literal('ed25519'),
  /** The 32 bytes of the key in base64url. */
  public_key: z.string(),
  /** Fingerprint of the key, short enough to read out. */
  key_id: z.string(),
  value: z.string(),
})

/** What a file of a schedule that sends changes holds. */
const deltaSchema = z.strictObject({
  kind: z.enum(['full', 'changes']),
  /** Of the schedule's files, each of which continues the one before. */
  sequence: count,
  /** What the changes are applied to; null: to nothing, the file is full. */
  base_export_id: z.string().nullable(),
  base_snapshot_at: instant.nullable(),
  /** Rows there were at the snapshot, changed or not. */
  rows: count,
  upserts: count,
  deletes: count,
  /** Why the file is full although there was one before. */
  reason: z.enum(['requested', 'columns_changed', 'file_gone', 'states_lost']).nullable(),
})

/** The database of the company that the rows were read from, where it was not the instance's own. */
const sourceSchema = z.strictObject({
  name: z.string(),
  engine: z.string(),
  version: z.string(),
  isolation: z.literal('repeatable read'),
  read_by: z.literal('copy'),
  relation: z.string(),
  definition_version: z.int().positive(),
})

/** What an instance swears to about one finished export. */
export const manifestSchema = z.strictObject({
  version: z.literal(1),
  export_id: z.string(),
  attempt: z.int().positive(),
  tenant: z.strictObject({ id: z.string(), name: z.string() }),
  requested_by: z.string(),
  requested_at: instant,
  snapshot_at: instant,
  /** The export that read the rows, where it was not this one. */
  snapshot_of: z.string().optional(),
  completed_at: instant,
  dataset: z.strictObject({ key: z.string(), label: z.string() }),
  source: sourceSchema.optional(),
  filters: z.record(z.string(), z.json()),
  filters_in_words: z.array(z.string()),
  sort: z.array(z.strictObject({ column: z.string(), direction: z.enum(['asc', 'desc']) })),
  /** Of the headings of Waybill's own datasets, where one was chosen. */
  language: z.enum(languages).optional(),
  columns: z.array(
    z.strictObject({
      key: z.string(),
      label: z.string(),
      type: z.enum(['text', 'integer', 'decimal', 'money', 'date', 'timestamp', 'boolean', 'json']),
      scale: count.optional(),
      masked: z.boolean(),
      /** What a computed column was made by, and the keys of the columns that it was made from. */
      expression: z.string().optional(),
      uses: z.array(z.string()).optional(),
    }),
  ),
  omitted_columns: z.array(z.strictObject({ key: z.string(), label: z.string(), reason: z.string() })),
  time_zone: z.string(),
  dialect: z.strictObject({ format: z.string(), options: z.record(z.string(), z.json()) }),
  rows_expected: count,
  rows_written: count,
  guarded_cells: count,
  cut_cells: count,
  /** Numbers, dates and times that the format could only hold exactly as text. */
  text_cells: count.optional(),
  files: z.array(fileSchema),
  delta: deltaSchema.optional(),
  control_totals: z.array(controlTotalSchema),
  generator: z.strictObject({ name: z.literal('waybill'), version: z.string() }),
  signature: signatureSchema,
})

export type Manifest = z.infer<typeof manifestSchema>
export type UnsignedManifest = Omit<Manifest, 'signature'>

/** Signs with the instance's key. Throws ZodError when the manifest is not one. */
export function signManifest(unsigned: UnsignedManifest, authSecret: string): Manifest {
  const privateKey = privateKeyOf(authSecret)
  const publicKey = rawPublicKey(privateKey)
  const value = sign(null, Buffer.from(canonicalJson(unsigned)), privateKey).toString('base64url')
  return manifestSchema.parse({
    ...unsigned,
    signature: { algorithm: 'ed25519', public_key: publicKey, key_id: keyIdOf(publicKey), value },
  })
}

/**
 * `valid`: signed by the key it names, which is the expected one if one is expected. `other_key`: signed, but
 * by another key than expected. `invalid`: changed after signing. Reads plain JSON, so that nothing a schema
 * would drop goes unnoticed.
 */
export function verifySignature(
  manifest: { signature: Manifest['signature'] },
  expectedPublicKey?: string,
): 'valid' | 'invalid' | 'other_key' {
  const { signature, ...unsigned } = manifest
  const key = publicKeyObject(signature.public_key)
  if (!key || signature.key_id !== keyIdOf(signature.public_key)) return 'invalid'
  const signed = Buffer.from(canonicalJson(unsigned))
  if (!verify(null, signed, key, Buffer.from(signature.value, 'base64url'))) return 'invalid'
  return expectedPublicKey === undefined || signature.public_key === expectedPublicKey ? 'valid' : 'other_key'
}

/** The instance's public key: 32 bytes in base64url. */
export function publicKeyOf(authSecret: string): string {
  return rawPublicKey(privateKeyOf(authSecret))
}

/** Fingerprint of a public key: the first 8 bytes of its SHA-256 in hex. */
export function keyIdOf(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex').slice(0, 16)
}

/** Every process of an instance derives the same key (HKDF, RFC 5869), so there is no second secret to keep. */
function privateKeyOf(authSecret: string): KeyObject {
  if (authSecret === '') throw new TypeError('an empty secret gives no signing key')
  const seed = hkdfSync('sha256', authSecret, '', 'waybill manifest signature v1', 32)
  // RFC 8410: this prefix and the seed are an ed25519 key in PKCS #8.
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(seed)])
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
}

function rawPublicKey(privateKey: KeyObject): string {
  return createPublicKey(privateKey).export({ format: 'jwk' }).x as string
}

function publicKeyObject(publicKey: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
  } catch {
    return undefined
  }
}
