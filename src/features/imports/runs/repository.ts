import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { importChanges, importErrors, imports } from '#src/lib/db/schema/company/imports.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { isDead } from '#src/lib/jobs/liveness.ts'
import type { Worker } from '#src/lib/jobs/sweep.ts'
import type { ErrorRow, ImportRow, NewImport } from '../record/repository.ts'

/** Whose attempt it is: every statement of a run is fenced by it. */
export interface Claim {
  id: string
  attempt: number
}

/** The states in which a worker has it, or is to take it. */
export const working = ['checking', 'applying', 'undoing']

/** Takes an import that waits for a worker; undefined where another one has it, or nothing is left to do. */
export async function claimImport(tx: Tx, id: string, worker: Worker): Promise<ImportRow | undefined> {
  const [row] = await tx
    .update(imports)
    .set({
      status: sql`case ${imports.status} when 'uploaded' then 'checking' else ${imports.status} end`,
      attempt: sql`${imports.attempt} + 1`,
      workerId: worker.id,
      heartbeatAt: sql`now()`,
      rowsDone: 0,
    })
    .where(
      and(eq(imports.id, id), inArray(imports.status, ['uploaded', ...working]), isNull(imports.workerId)),
    )
    .returning()
  return row
}

/** Says how far it is and that its worker lives; whether a cancel was requested, or undefined when it was taken over. */
export async function reportRows(tx: Tx, claim: Claim, rowsDone: number): Promise<boolean | undefined> {
  const [row] = await tx
    .update(imports)
    .set({ rowsDone, heartbeatAt: sql`now()` })
    .where(isOurs(claim))
    .returning({ cancelRequestedAt: imports.cancelRequestedAt })
  return row && row.cancelRequestedAt !== null
}

/** Ends an attempt; undefined when it was taken over, or cancelled before its rows were there. */
export async function settleImport(
  tx: Tx,
  claim: Claim,
  changes: Partial<NewImport>,
): Promise<ImportRow | undefined> {
  const isGood = changes.status === 'applied' || changes.status === 'checked'
  const isUncancelled = isGood ? isNull(imports.cancelRequestedAt) : undefined
  const [row] = await tx
    .update(imports)
    .set({ workerId: null, heartbeatAt: null, ...changes, updatedAt: sql`now()` })
    .where(and(isOurs(claim), isUncancelled))
    .returning()
  return row
}

export async function replaceErrors(tx: Tx, { tenantId, id }: ImportRow, errors: ErrorRow[]): Promise<void> {
  await tx.delete(importErrors).where(eq(importErrors.importId, id))
  await tx.execute(sql`
    insert into import_errors (tenant_id, import_id, seq, "row", "column", value, expected)
    select ${tenantId}::uuid, ${id}::uuid, n, "row", "column", value, expected
    from jsonb_array_elements(${JSON.stringify(errors)}::jsonb) with ordinality e (error, n),
      jsonb_to_record(error) as r ("row" integer, "column" text, value text, expected text)`)
}

type Change = Pick<typeof importChanges.$inferSelect, 'row' | 'subject' | 'before' | 'stateAfter'>

export async function insertChanges(tx: Tx, { tenantId, id }: ImportRow, changes: Change[]): Promise<void> {
  await tx.execute(sql`
    insert into import_changes (tenant_id, import_id, "row", subject, product_id, location_id, supplier_id, price_id,
      before, state_after, changed_at, movement_id)
    select ${tenantId}::uuid, ${id}::uuid, "row", subject, "productId", "locationId", "supplierId", "priceId",
      nullif(before, 'null'::jsonb), "stateAfter", "changedAt", "movementId"
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) r ("row" integer, subject text, "productId" uuid,
      "locationId" uuid, "supplierId" uuid, "priceId" uuid, before jsonb, "stateAfter" integer, "changedAt" timestamptz,
      "movementId" uuid)`)
}

/**
 * Takes imports away from workers that are gone. One that lost several of them may be what ends them, and stays as it
 * was. Across all tenants.
 */
export async function releaseAbandoned(
  tx: Tx,
  { leaseSeconds, maxFailures, problem }: { leaseSeconds: number; maxFailures: number; problem: string },
): Promise<ImportRow[]> {
  const isOver = sql`${imports.failures} + 1 >= ${maxFailures}`
  return tx
    .update(imports)
    .set({
      workerId: null,
      heartbeatAt: null,
      failures: sql`${imports.failures} + 1`,
      problem: sql`case when ${isOver} then ${problem}::text else ${imports.problem} end`,
      status: sql`case when not ${isOver} then ${imports.status}
        when ${imports.status} = 'undoing' then 'applied' else 'failed' end`,
    })
    .where(and(inArray(imports.status, working), isAbandoned(leaseSeconds)))
    .returning()
}

/** Imports nobody can undo any more, with what is kept of them. Across all tenants. */
export async function findOld(
  tx: Tx,
  days: number,
): Promise<{ id: string; fileKey: string; errorFileKey: string | null }[]> {
  const { id, fileKey, errorFileKey } = imports
  return tx
    .select({ id, fileKey, errorFileKey })
    .from(imports)
    .where(
      and(
        isNull(imports.removedAt),
        sql`${imports.updatedAt} < now() - make_interval(days => ${days})`,
        sql`${imports.status} <> all(${sql.param(working)}::text[])`,
      ),
    )
    .limit(100)
}

/** An import that was never applied ends with its file. */
export async function forgetFiles(tx: Tx, ids: string[]): Promise<void> {
  await tx.delete(importChanges).where(inArray(importChanges.importId, ids))
  await tx
    .update(imports)
    .set({
      removedAt: sql`now()`,
      status: sql`case when ${imports.status} in ('uploaded', 'checked') then 'cancelled' else ${imports.status} end`,
    })
    .where(inArray(imports.id, ids))
}

/** Lets the database end this transaction when nothing is heard of its process for that long. */
export async function limitIdleTime(tx: Tx, seconds: number): Promise<void> {
  await tx.execute(
    sql`select set_config('idle_in_transaction_session_timeout', ${`${Math.ceil(seconds)}s`}, true)`,
  )
}

function isAbandoned(leaseSeconds: number): SQL {
  return sql`(${imports.workerId} is not null and (${imports.heartbeatAt} < now() - make_interval(secs => ${leaseSeconds})
    or ${isDead(sql`${imports.workerId}`)}))`
}

function isOurs({ id, attempt }: Claim) {
  return and(eq(imports.id, id), inArray(imports.status, working), eq(imports.attempt, attempt))
}
