import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm'
import {
  rfpCriteria,
  rfpInvitations,
  rfpResponseLines,
  rfpResponses,
  rfpScores,
  rfps,
} from '#src/lib/db/schema/company/sourcing.ts'
import { suppliers } from '#src/lib/db/schema/company/suppliers.ts'
import { sqlStateOf, type Tx } from '#src/lib/db/transaction.ts'

/** What can be read of a response at any time. */
const open = {
  id: rfpResponses.id,
  tenantId: rfpResponses.tenantId,
  rfpId: rfpResponses.rfpId,
  supplierId: rfpResponses.supplierId,
  status: rfpResponses.status,
  leadTimeDays: rfpResponses.leadTimeDays,
  submittedAt: rfpResponses.submittedAt,
  version: rfpResponses.version,
  createdAt: rfpResponses.createdAt,
  updatedAt: rfpResponses.updatedAt,
}

export type ResponseRow = Omit<typeof rfpResponses.$inferSelect, 'amount' | 'notes'>

export interface ResponseFound extends ResponseRow {
  supplierNo: string
  supplierName: string
  rfpStatus: string
  isOpened: boolean
  /** Null while it is sealed, as are the notes and the prices of lines. */
  amount: string | null
  notes: string | null
  lines: { lineId: string; price: string | null }[]
  scores: { criterionId: string; score: number; weight: number }[]
  /** How many criteria its request has. */
  criteria: number
}

/** Responses to a request by supplier; only one where its id is given. */
export async function findResponses(
  tx: Tx,
  rfpId: string,
  page: { limit: number; offset: number; id?: string },
): Promise<ResponseFound[]> {
  const rows = await tx
    .select({
      ...open,
      supplierNo: suppliers.supplierNo,
      supplierName: suppliers.name,
      rfpStatus: rfps.status,
      isOpened: sql<boolean>`is_opened(${rfpResponses.id})`,
      amount: sql<string | null>`opened_amount(${rfpResponses.id})`,
      notes: sql<string | null>`opened_notes(${rfpResponses.id})`,
    })
    .from(rfpResponses)
    .innerJoin(suppliers, eq(suppliers.id, rfpResponses.supplierId))
    .innerJoin(rfps, eq(rfps.id, rfpResponses.rfpId))
    .where(and(eq(rfpResponses.rfpId, rfpId), page.id ? eq(rfpResponses.id, page.id) : undefined))
    .orderBy(asc(suppliers.name), asc(rfpResponses.id))
    .limit(page.limit)
    .offset(page.offset)
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const lines = await tx
    .select({
      responseId: rfpResponseLines.responseId,
      lineId: rfpResponseLines.lineId,
      price: sql<string | null>`opened_price(${rfpResponseLines.responseId}, ${rfpResponseLines.lineId})`,
    })
    .from(rfpResponseLines)
    .where(inArray(rfpResponseLines.responseId, ids))
  const scores = await tx
    .select({
      responseId: rfpScores.responseId,
      criterionId: rfpScores.criterionId,
      score: rfpScores.score,
      weight: rfpCriteria.weight,
    })
    .from(rfpScores)
    .innerJoin(rfpCriteria, eq(rfpCriteria.id, rfpScores.criterionId))
    .where(inArray(rfpScores.responseId, ids))
  const criteria = await tx.$count(rfpCriteria, eq(rfpCriteria.rfpId, rfpId))
  const linesOf = Map.groupBy(lines, ({ responseId }) => responseId)
  const scoresOf = Map.groupBy(scores, ({ responseId }) => responseId)
  return rows.map((row) => ({
    ...row,
    lines: linesOf.get(row.id) ?? [],
    scores: scoresOf.get(row.id) ?? [],
    criteria,
  }))
}

export async function countResponses(tx: Tx, rfpId: string): Promise<number> {
  return tx.$count(rfpResponses, eq(rfpResponses.rfpId, rfpId))
}

export async function findResponse(tx: Tx, rfpId: string, id: string): Promise<ResponseFound | undefined> {
  return (await findResponses(tx, rfpId, { id, limit: 1, offset: 0 }))[0]
}

export async function lockResponse(tx: Tx, rfpId: string, id: string): Promise<ResponseRow | undefined> {
  const [row] = await tx
    .select(open)
    .from(rfpResponses)
    .where(and(eq(rfpResponses.rfpId, rfpId), eq(rfpResponses.id, id)))
    .for('update')
  return row
}

export async function isInvited(tx: Tx, rfpId: string, supplierId: string): Promise<boolean> {
  const isTheirs = and(eq(rfpInvitations.rfpId, rfpId), eq(rfpInvitations.supplierId, supplierId))
  return (await tx.$count(rfpInvitations, isTheirs)) > 0
}

/** Undefined where the supplier has a response that it did not withdraw. */
export async function insertResponse(
  tx: Tx,
  values: typeof rfpResponses.$inferInsert,
): Promise<ResponseRow | undefined> {
  return sealing(async () => {
    const [row] = await tx.insert(rfpResponses).values(values).onConflictDoNothing().returning(open)
    return row
  })
}

type Changes = Partial<
  Pick<typeof rfpResponses.$inferInsert, 'status' | 'submittedAt' | 'leadTimeDays' | 'notes'>
>

/** Stores changes of a locked response, or none where its lines or scores changed, and raises its version. */
export async function updateResponse(
  tx: Tx,
  { id, version }: ResponseRow,
  changes: Changes = {},
): Promise<void> {
  await sealing(() =>
    tx
      .update(rfpResponses)
      .set({ ...changes, version: version + 1, updatedAt: sql`now()` })
      .where(eq(rfpResponses.id, id)),
  )
}

/** Writes what a draft offers anew. */
export async function replacePrices(
  tx: Tx,
  { id, tenantId }: ResponseRow,
  lines: { line_id: string; price: string }[],
): Promise<void> {
  await tx.delete(rfpResponseLines).where(eq(rfpResponseLines.responseId, id))
  const rows = lines.map(({ line_id: lineId, price }) => ({ tenantId, responseId: id, lineId, price }))
  if (rows.length > 0) await sealing(() => tx.insert(rfpResponseLines).values(rows))
}

/** What failed, without the values of the statement: they would stand in the log. */
async function sealing<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    throw Object.assign(new Error('a response could not be stored'), { code: sqlStateOf(error) })
  }
}

export async function storeScores(
  tx: Tx,
  { id, tenantId }: ResponseRow,
  scoredBy: string,
  scores: { criterion_id: string; score: number }[],
): Promise<void> {
  if (scores.length === 0) return
  const rows = scores.map(({ criterion_id: criterionId, score }) => {
    return { tenantId, responseId: id, criterionId, score, scoredBy }
  })
  await tx
    .insert(rfpScores)
    .values(rows)
    .onConflictDoUpdate({
      target: [rfpScores.tenantId, rfpScores.responseId, rfpScores.criterionId],
      set: { score: sql`excluded.score`, scoredBy, scoredAt: sql`now()` },
    })
}

/** The suppliers whose responses were decided on. */
export async function findAnswered(tx: Tx, rfpId: string): Promise<Set<string>> {
  const found = await tx
    .select({ supplierId: rfpResponses.supplierId })
    .from(rfpResponses)
    .where(and(eq(rfpResponses.rfpId, rfpId), inArray(rfpResponses.status, ['awarded', 'rejected'])))
  return new Set(found.map(({ supplierId }) => supplierId))
}

/** The responses to a request that are in the running, locked, in one order for all. */
export async function lockRunning(tx: Tx, rfpId: string): Promise<ResponseRow[]> {
  return tx
    .select(open)
    .from(rfpResponses)
    .where(and(eq(rfpResponses.rfpId, rfpId), inArray(rfpResponses.status, ['submitted', 'shortlisted'])))
    .orderBy(asc(rfpResponses.id))
    .for('update')
}

interface Offered {
  responseId: string
  lineId: string
  /** Null while it is sealed. */
  price: string | null
}

/** Which lines each response to a request offers, and at which price of one unit. */
export async function findOffered(tx: Tx, rfpId: string): Promise<Offered[]> {
  return tx
    .select({
      responseId: rfpResponseLines.responseId,
      lineId: rfpResponseLines.lineId,
      price: sql<string | null>`opened_price(${rfpResponseLines.responseId}, ${rfpResponseLines.lineId})`,
    })
    .from(rfpResponseLines)
    .innerJoin(rfpResponses, eq(rfpResponses.id, rfpResponseLines.responseId))
    .where(and(eq(rfpResponses.rfpId, rfpId), ne(rfpResponses.status, 'withdrawn')))
}
