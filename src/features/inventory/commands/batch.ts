import { sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Principal } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError } from '#src/lib/errors.ts'
import { type Audit, defineCommand } from '#src/lib/operation/operation.ts'
import { adjustment } from '../ledger/schema.ts'
import { release, reservation } from '../reservations/schema.ts'
import { transferInput } from '../transfers/schema.ts'
import { adjustStock } from './adjust.ts'
import { releaseStock } from './release.ts'
import { reserveStock } from './reserve.ts'
import { startTransfer } from './transfer.ts'

const line = z.discriminatedUnion('op', [
  adjustment.extend({ op: z.literal('adjust') }),
  reservation.extend({ op: z.literal('reserve') }),
  release.extend({ op: z.literal('release') }),
  transferInput.extend({ op: z.literal('transfer') }),
])

const problem = z.object({
  code: z.string(),
  message: z.string(),
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
  facts: z.record(z.string(), z.unknown()),
})

export const batchStock = defineCommand({
  name: 'inventory.batch',
  summary:
    'Up to 500 postings, reservations, releases and transfers, in their order; all or none unless atomic is false.',
  permission: 'stock.post',
  input: z.strictObject({ operations: z.array(line).min(1).max(500), atomic: z.boolean().default(true) }),
  output: z.object({
    done: z.number().int(),
    failed: z.number().int(),
    results: z.array(
      z.object({
        ok: z.boolean(),
        data: z.record(z.string(), z.unknown()).nullable(),
        problem: problem.nullable(),
      }),
    ),
  }),
  async run({ context: { principal, requestId }, tx, input, audit }) {
    const results = []
    for (const [index, one] of input.operations.entries()) {
      if (input.atomic) results.push(succeeded(await runNamed(tx, principal, one, audit, index)))
      else results.push(await runApart(tx, principal, one, audit))
    }
    const failed = results.filter(({ ok }) => !ok).length
    const done = results.length - failed
    const details = { done, failed, request_id: requestId }
    await audit({ action: 'stock.batch_run', subjectType: 'tenant', subjectId: principal.tenantId, details })
    return { done, failed, results }
  },
})

function runLine(tx: Tx, actor: Principal, one: z.output<typeof line>, audit: Audit) {
  const { op, ...rest } = one
  if (op === 'adjust') return adjustStock(tx, actor, rest as Parameters<typeof adjustStock>[2], audit)
  if (op === 'reserve') return reserveStock(tx, actor, rest as Parameters<typeof reserveStock>[2], audit)
  if (op === 'release') return releaseStock(tx, actor, rest as Parameters<typeof releaseStock>[2], audit)
  return startTransfer(tx, actor, rest as Parameters<typeof startTransfer>[2], audit)
}

/** What goes wrong names its line. */
async function runNamed(tx: Tx, actor: Principal, one: z.output<typeof line>, audit: Audit, index: number) {
  try {
    return await runLine(tx, actor, one, audit)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const errors = (error.details.errors ?? []).map((wrong) => ({
      ...wrong,
      path: `operations.${index}.${wrong.path}`,
    }))
    const facts = { ...error.details.facts, line: index }
    throw new AppError(error.code, `operations.${index}: ${error.message}`, {
      ...error.details,
      errors,
      facts,
    })
  }
}

/** A line that fails leaves nothing, and those around it stay. */
async function runApart(tx: Tx, actor: Principal, one: z.output<typeof line>, audit: Audit) {
  await tx.execute(sql`savepoint line`)
  try {
    const done = await runLine(tx, actor, one, audit)
    await tx.execute(sql`release savepoint line`)
    return succeeded(done)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    await tx.execute(sql`rollback to savepoint line`)
    const { code, message, details } = error
    return {
      ok: false,
      data: null,
      problem: { code, message, errors: details.errors ?? [], facts: details.facts ?? {} },
    }
  }
}

function succeeded(data: Record<string, unknown>) {
  return { ok: true, data, problem: null }
}
