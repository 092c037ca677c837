import { and, eq, lt, lte, sql } from 'drizzle-orm'
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

/** Longer than a mail server may take to answer, and to take a file. */
const claimSeconds = { plain: 90, withFile: 900 }

/**
 * Takes a mail that is due for one attempt to send it; undefined when it is sent, not due, or in other hands. The
 * claim ends by itself, should its worker die.
 */
export async function claimMail(tx: Tx, id: string): Promise<OutgoingMail | undefined> {
  const [row] = await tx
    .update(outgoingMails)
    .set({
      attempts: sql`${outgoingMails.attempts} + 1`,
      nextTryAt: sql`now() + make_interval(secs => case when ${outgoingMails.attachment} is null
        then ${claimSeconds.plain}::integer else ${claimSeconds.withFile} end)`,
    })
    .where(
      and(
        eq(outgoingMails.id, id),
        eq(outgoingMails.status, 'pending'),
        // A job may come a little before its time by this process's clock.
        lte(outgoingMails.nextTryAt, sql`now() + interval '1 second'`),
      ),
    )
    .returning()
  return row
}

/** Ends an attempt to send; false when its claim had run out and another was made. */
export async function settleMail(
  tx: Tx,
  { id, attempts }: OutgoingMail,
  changes: Partial<OutgoingMail>,
): Promise<boolean> {
  const settled = await tx
    .update(outgoingMails)
    .set(changes)
    .where(
      and(
        eq(outgoingMails.id, id),
        eq(outgoingMails.status, 'pending'),
        eq(outgoingMails.attempts, attempts),
      ),
    )
    .returning({ id: outgoingMails.id })
  return settled.length > 0
}

export async function updateMail(tx: Tx, id: string, changes: Partial<OutgoingMail>): Promise<void> {
  await tx.update(outgoingMails).set(changes).where(eq(outgoingMails.id, id))
}

/**
 * Mails whose time came a while ago: the worker that had their job is gone. Locked, and without those that a
 * worker is just taking, so that none of them is sent twice. Across all tenants.
 */
export async function findOverdueMails(tx: Tx): Promise<OutgoingMail[]> {
  return tx
    .select()
    .from(outgoingMails)
    .where(
      and(
        eq(outgoingMails.status, 'pending'),
        lt(outgoingMails.nextTryAt, sql`now() - interval '30 seconds'`),
      ),
    )
    .limit(500)
    .for('update', { skipLocked: true })
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
