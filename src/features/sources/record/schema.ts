import * as z from 'zod'
import { tlsModes } from '#src/lib/db/schema/sources/server.ts'
import { sourceStates } from '#src/lib/db/schema/sources/sources.ts'

export const sourceId = z.uuid('must be a UUID')
export const bySourceId = z.strictObject({ id: sourceId })

const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'Enter a name')
    .max(max, `Enter at most ${max} characters`)
    .regex(/^[^\p{Cc}]*$/u, 'must have no control characters')

const fields = {
  /** Shown and logged nowhere: it holds the password. */
  connection: z
    .string()
    .min(1, 'Enter a connection string')
    .max(2_000)
    .describe(
      'postgresql://user:password@host:port/database. The password is stored encrypted and never shown.',
    ),
  name: text(100).optional().describe('Default: the database and its host.'),
  tls: z
    .enum(tlsModes, `must be one of: ${tlsModes.join(', ')}`)
    .optional()
    .describe('How the server has to prove who it is. Default: what the string says, else verify-full.'),
  ca: z
    .string()
    .max(100_000)
    .regex(/-----BEGIN CERTIFICATE-----/, 'must be a certificate in PEM')
    .nullable()
    .optional()
    .describe('The certificate of a private authority, as PEM.'),
  statement_seconds: z
    .int()
    .min(5)
    .max(3600)
    .optional()
    .describe('How long one read may take. Default: 600.'),
  concurrent_reads: z.int().min(1).max(10).optional().describe('Reads at once in a process. Default: 2.'),
}

export const createSourceInput = z.strictObject(fields)
export type CreateSourceInput = z.input<typeof createSourceInput>

/** What is left out stays as it is. Where the source is changes only with its whole connection string. */
export const updateSourceInput = z.strictObject({
  id: sourceId,
  ...fields,
  connection: fields.connection.optional(),
  version: z.int().min(1).optional(),
})

export type UpdateSourceInput = z.input<typeof updateSourceInput>

export const listSourcesInput = z.strictObject({
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(100),
})

const instant = z.iso.datetime()

export const source = z.object({
  id: z.uuid(),
  name: z.string(),
  engine: z.string(),
  host: z.string(),
  port: z.int(),
  database: z.string(),
  user: z.string(),
  tls: z.enum(tlsModes),
  has_ca: z.boolean(),
  statement_seconds: z.int(),
  concurrent_reads: z.int(),
  state: z.enum(sourceStates),
  /** Why it could not be read, and since when; null while all is well. */
  problem: z.object({ code: z.string(), message: z.string(), since: instant }).nullable(),
  /** What the last check that got through found. */
  findings: z
    .object({
      version: z.string(),
      is_replica: z.boolean(),
      lag_seconds: z.number().nullable(),
      may_write: z.boolean(),
    })
    .nullable(),
  /** SQL that makes a user who can only read; null where the user is one already. */
  advice: z.string().nullable(),
  checked_at: instant.nullable(),
  created_at: instant,
  updated_at: instant,
  version: z.int(),
  links: z.object({ self: z.string(), check: z.string(), relations: z.string() }),
})
export type Source = z.infer<typeof source>
