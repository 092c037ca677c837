import { sql } from 'drizzle-orm'
import { pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

export const tenants = pgTable('tenants', {
  id: uuid().primaryKey().default(sql`uuidv7()`),
  name: text().notNull(),
  /** IANA name; exports use it unless they name another. */
  timeZone: text().notNull().default('UTC'),
  createdAt: timestamp({ withTimezone: true, mode: 'date' }).notNull().defaultNow(),
})
