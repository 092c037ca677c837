import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, instant, tenantId } from './columns.ts'

export interface MailAttachment {
  /** In the storage. */
  key: string
  name: string
  mediaType: string
}

/** Mail to be sent: inserted with the change it tells of, sent by a job afterwards. */
export const outgoingMails = pgTable(
  'outgoing_mails',
  {
    id: id(),
    tenantId: tenantId(),
    /** What the mail tells of, such as an export. */
    subjectType: text().notNull(),
    subjectId: uuid().notNull(),
    recipient: text().notNull(),
    /** What it tells of it, such as completed or failed. */
    kind: text().notNull(),
    subject: text().notNull(),
    body: text().notNull(),
    /** Where a mail program stops mails like this one with a POST. */
    unsubscribeUrl: text(),
    /** A stored file that goes with it. */
    attachment: jsonb().$type<MailAttachment>(),
    status: text().notNull().default('pending'),
    attempts: integer().notNull().default(0),
    nextTryAt: instant().notNull().defaultNow(),
    error: text(),
    createdAt: instant().notNull().defaultNow(),
    sentAt: instant(),
  },
  (table) => [
    uniqueIndex('outgoing_mails_once_key').on(
      table.tenantId,
      table.subjectType,
      table.subjectId,
      table.kind,
      table.recipient,
    ),
    index('outgoing_mails_pending_idx').on(table.nextTryAt).where(sql`status = 'pending'`),
  ],
)
