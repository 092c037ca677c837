import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, instant, tenantId, timestamps } from './columns.ts'

export const users = pgTable(
  'users',
  {
    id: id(),
    tenantId: tenantId(),
    email: text().notNull(),
    firstName: text().notNull(),
    lastName: text().notNull(),
    /** One of `roles` in lib/permissions.ts. */
    role: text().notNull(),
    passwordHash: text().notNull(),
    /** Set while the password is one that somebody else chose. */
    passwordIsTemporary: boolean().notNull().default(false),
    disabledAt: instant(),
    ...timestamps(),
  },
  (table) => [
    uniqueIndex('users_email_key').on(sql`lower(${table.email})`),
    index('users_tenant_id_idx').on(table.tenantId),
  ],
)

export const apiKeys = pgTable(
  'api_keys',
  {
    id: id(),
    tenantId: tenantId(),
    /** The key acts as this user, narrowed to its scopes. */
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    /** Public part, by which the key is found. */
    prefix: text().notNull().unique(),
    /** sha256 of the whole key, hex. */
    secretHash: text().notNull(),
    /** Permissions the key may use; null: all of its user's. */
    scopes: text().array(),
    createdAt: instant().notNull().defaultNow(),
    lastUsedAt: instant(),
    expiresAt: instant(),
    revokedAt: instant(),
  },
  (table) => [index('api_keys_tenant_id_idx').on(table.tenantId, table.userId)],
)

/** Failed sign-ins per account and per address; no tenant is known yet when they happen. */
export const signInThrottles = pgTable('sign_in_throttles', {
  key: text().primaryKey(),
  failures: integer().notNull(),
  blockedUntil: instant(),
  updatedAt: instant().notNull().defaultNow(),
})
