import { boolean, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { users } from './accounts.ts'
import { id, tenantId, timestamps } from './columns.ts'

/** How somebody wants to see a screen again: its filters, columns and sort under a name. */
export const savedViews = pgTable(
  'saved_views',
  {
    id: id(),
    tenantId: tenantId(),
    /** The page's address without its first slash, such as data/sales. */
    screen: text().notNull(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    /** Whether everybody of the company who may open the screen sees it. */
    isShared: boolean().notNull().default(false),
    /** The query parameters of the page's address. */
    parameters: jsonb().$type<Record<string, string>>().notNull(),
    ...timestamps(),
  },
  (table) => [uniqueIndex('saved_views_name_key').on(table.tenantId, table.screen, table.userId, table.name)],
)
