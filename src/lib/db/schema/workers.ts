import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'

/** Worker processes and when each was last seen, so that people are told when none runs. */
export const workers = pgTable(
  'workers',
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    /** The machine whose disk it works on. */
    host: text().notNull(),
    startedAt: instant().notNull().defaultNow(),
    seenAt: instant().notNull().defaultNow(),
    /** Set by a worker that ended in order. */
    stoppedAt: instant(),
  },
  (table) => [index('workers_seen_at_idx').on(table.seenAt)],
)
