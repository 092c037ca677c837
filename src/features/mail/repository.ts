import { and, eq, lt, sql } from 'drizzle-orm'
import { outgoingMails } from '#src/lib/db/schema/mail.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type OutgoingMail = typeof outgoingMails.$inferSelect

/** Unique on subject, kind and recipient: a mail that is there already is not inserted again. */
export async function insertMail(
  tx: Tx,
  values: typeof outgoingMails.$inferInsert,
): Promise<OutgoingMail | undefined> {
  const [row] = await tx.insert(outgoingMails).values(values).onConflictDoNothing().returning()
  return row
}

/** The mail to send, held so that no other worker sends it too; undefined when sent or in other hands. */
export async function lockPendingMail(tx: Tx, id: string): Promise<OutgoingMail | undefined> {
  const [row] = await tx
    .select()
    .from(outgoingMails)
    .where(and(eq(outgoingMails.id, id), eq(outgoingMails.status, 'pending')))
    .for('update', { skipLocked: true })
  return row
}

export async function updateMail(tx: Tx, id: string, changes: Partial<OutgoingMail>): Promise<void> {
  await tx.update(outgoingMails).set(changes).where(eq(outgoingMails.id, id))
}

/** Mails whose time came a while ago: the worker that had their job is gone. Across all tenants. */
export async function findOverdueMails(tx: Tx): Promise<OutgoingMail[]> {
  return tx
    .select()
    .from(outgoingMails)
    .where(
      and(eq(outgoingMails.status, 'pending'), lt(outgoingMails.nextTryAt, sql`now() - interval '1 minute'`)),
    )
    .limit(500)
}

export async function findMailsAbout(
  tx: Tx,
  subjectType: string,
  subjectId: string,
): Promise<OutgoingMail[]> {
  return tx
    .select()
    .from(outgoingMails)
    .where(and(eq(outgoingMails.subjectType, subjectType), eq(outgoingMails.subjectId, subjectId)))
    .orderBy(outgoingMails.recipient)
}
