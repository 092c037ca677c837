import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { createApiKey } from '#src/features/accounts/commands/create-api-key.ts'
import { cancelExport } from '#src/features/exports/commands/cancel.ts'
import { createExport } from '#src/features/exports/commands/create.ts'
import { getExport } from '#src/features/exports/queries/get.ts'
import { ask } from '../../../tests/support/exports.ts'
import { contextOf, contextsOf, createTenant, ownerRows } from '../../../tests/support/owner.ts'
import type { Context } from '../context.ts'
import type { AppError } from '../errors.ts'
import { defineCommand, defineQuery } from './operation.ts'

let manager: Context
let viewer: Context
let stranger: Context

beforeAll(async () => {
  ;({ manager, viewer } = await contextsOf(await createTenant(2)))
  stranger = await contextOf(await createTenant(2), 'super_admin')
})

const input = z.strictObject({
  note: z.string(),
  mode: z.enum(['audit', 'silent', 'throw', 'odd']).optional(),
})

/** Writes a note on every customer, and does its duty as it is told. */
const noteCommand = defineCommand({
  name: 'test.note',
  summary: 'For tests.',
  permission: 'exports.create',
  input,
  output: z.object({ note: z.string() }),
  async run({ tx, input: { note, mode = 'audit' }, audit }) {
    await tx.execute(sql`update customers set notes = ${note}`)
    if (mode !== 'silent')
      await audit({ action: 'test.noted', subjectType: 'test', subjectId: randomUUID(), details: { note } })
    if (mode === 'throw') throw new Error('on purpose')
    return mode === 'odd' ? ({} as { note: string }) : { note }
  },
})

const writingQuery = defineQuery({
  name: 'test.read',
  summary: 'For tests.',
  permission: 'exports.read',
  input: z.strictObject({}),
  output: z.null(),
  async run({ tx }) {
    await tx.execute(sql`update customers set notes = 'written by a query'`)
    return null
  },
})

/** Customers and audit entries that carry the note. */
async function traces(note: string): Promise<{ customers: number; entries: number }> {
  const [row] = await ownerRows<{ customers: number; entries: number }>(
    `select (select count(*)::int from customers where notes = $1) as customers,
      (select count(*)::int from audit_entries where details->>'note' = $1) as entries`,
    [note],
  )
  return row!
}

const errorOf = (call: Promise<unknown>): Promise<AppError> =>
  call.then(
    () => undefined as never,
    (e) => e,
  )

describe('a command', () => {
  it('keeps what it did together with who did it', async () => {
    expect(await noteCommand.execute(manager, { note: 'kept' })).toEqual({ note: 'kept' })
    expect(await traces('kept')).toEqual({ customers: 2, entries: 1 })
    const entries = await ownerRows(
      `select tenant_id, user_id, request_id from audit_entries where details->>'note' = 'kept'`,
    )
    const { tenantId, userId } = manager.principal
    expect(entries).toEqual([{ tenant_id: tenantId, user_id: userId, request_id: manager.requestId }])
  })

  it('that writes no audit entry throws and changes nothing', async () => {
    await expect(noteCommand.execute(manager, { note: 'unseen', mode: 'silent' })).rejects.toThrow(
      'test.note wrote no audit entry.',
    )
    expect(await traces('unseen')).toEqual({ customers: 0, entries: 0 })
  })

  it.each(['throw', 'odd'] as const)(
    'that fails at its end (%s) leaves not even its audit entry',
    async (mode) => {
      await expect(noteCommand.execute(manager, { note: mode, mode })).rejects.toThrow()
      expect(await traces(mode)).toEqual({ customers: 0, entries: 0 })
    },
  )

  it('changes rows of its own tenant alone', async () => {
    await noteCommand.execute(stranger, { note: 'theirs' })
    await noteCommand.execute(manager, { note: 'ours' })
    expect(await traces('theirs')).toMatchObject({ customers: 2 })
  })
})

describe('an operation', () => {
  it('asks for the permission before it looks at the input', async () => {
    const wrong = { nonsense: true } as never
    expect(await errorOf(noteCommand.execute(viewer, wrong))).toMatchObject({ code: 'forbidden' })
    expect(await errorOf(noteCommand.execute(manager, wrong))).toMatchObject({ code: 'invalid_request' })
    expect(() => noteCommand.authorize(viewer)).toThrow('exports.create')
    expect(() => noteCommand.authorize(manager)).not.toThrow()
  })

  it('names every wrong path of its input, unknown keys too', async () => {
    const wrong = { mode: 'loud', nonsense: 1, __proto__: null } as never
    const error = await errorOf(noteCommand.execute(manager, wrong))
    expect(error.details.errors?.map(({ path }) => path).sort()).toEqual(['mode', 'nonsense', 'note'])
    expect(error.message).toMatch(/^(mode|nonsense|note): /)
  })

  it('that only reads cannot write', async () => {
    await expect(writingQuery.execute(manager, {})).rejects.toMatchObject({ cause: { code: '25006' } })
  })

  it("answers for another tenant's thing exactly as for one that never was", async () => {
    const { id } = await ask(manager)
    for (const operation of [getExport, cancelExport]) {
      const foreign = await errorOf(operation.execute(stranger, { id }))
      const unknown = await errorOf(operation.execute(stranger, { id: randomUUID() }))
      expect(foreign).toMatchObject({ code: 'not_found', message: unknown.message, details: unknown.details })
    }
    expect(await getExport.execute(manager, { id })).toMatchObject({ status: 'pending' })
  })
})

describe('an idempotency key', () => {
  const route = 'POST /test'
  const once = (context: Context, key: string, note: string) =>
    noteCommand.execute(context, { note }, { key, route, input: { note } })

  it('runs a command once and repeats its answer', async () => {
    const key = randomUUID()
    const answers = [await once(manager, key, 'first'), await once(manager, key, 'first')]
    expect(answers).toEqual([{ note: 'first' }, { note: 'first' }])
    expect(await traces('first')).toMatchObject({ entries: 1 })
  })

  it('makes one export of many requests at the same moment', async () => {
    const body = { export_name: 'Once', export_type: 'sales', format: 'csv' }
    const request = { key: randomUUID(), route: 'POST /exports', input: body }
    const made = await Promise.all(
      Array.from({ length: 6 }, () => createExport.execute(manager, body, request)),
    )
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
    const jobs = await ownerRows(`select 1 from pgboss.job where data->>'exportId' = $1`, [made[0]!.id])
    expect(jobs).toHaveLength(1)
  })

  it('refuses another body under the same key, and runs nothing', async () => {
    const key = randomUUID()
    await once(manager, key, 'one body')
    expect(await errorOf(once(manager, key, 'another body'))).toMatchObject({ code: 'idempotency_mismatch' })
    expect(await traces('another body')).toEqual({ customers: 0, entries: 0 })
  })

  it('belongs to one principal and one route', async () => {
    const key = randomUUID()
    await once(manager, key, 'of the manager')
    expect(await once(stranger, key, 'of a stranger')).toEqual({ note: 'of a stranger' })
    const elsewhere = { key, route: 'POST /elsewhere', input: {} }
    expect(await noteCommand.execute(manager, { note: 'elsewhere' }, elsewhere)).toEqual({
      note: 'elsewhere',
    })
  })

  it('gets a secret once, which is never kept', async () => {
    const body = { name: 'Once', access: 'everything' as const, expires_in_days: 1 }
    const request = { key: randomUUID(), route: 'POST /api-keys', input: body }
    const { key } = await createApiKey.execute(manager, body, request)
    expect(await errorOf(createApiKey.execute(manager, body, request))).toMatchObject({ code: 'conflict' })
    const kept = await ownerRows('select answer::text from idempotency_keys where key = $1', [request.key])
    expect([kept, key]).toEqual([[{ answer: null }], expect.any(String)])
  })

  it('is free again after a failure, and after 24 hours', async () => {
    const key = randomUUID()
    const failing = { note: 'retried', mode: 'throw' as const }
    await errorOf(noteCommand.execute(manager, failing, { key, route, input: { note: 'retried' } }))
    expect(await once(manager, key, 'retried')).toEqual({ note: 'retried' })
    await ownerRows(`update idempotency_keys set created_at = now() - interval '25 hours' where key = $1`, [
      key,
    ])
    expect(await once(manager, key, 'a day later')).toEqual({ note: 'a day later' })
  })
})
