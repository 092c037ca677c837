import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { accessLevels, roles } from '../../permissions.ts'
import { oneOf } from './checks.ts'
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
    /** Empty until an invited person has chosen one. */
    passwordHash: text().notNull(),
    /** Set while the password is one that somebody else chose. */
    passwordIsTemporary: boolean().notNull().default(false),
    disabledAt: instant(),
    /** Raised by sign-out, a new password and disabling: sessions of an older version no longer count. */
    sessionVersion: integer().notNull().default(1),
    lastSignInAt: instant(),
    /** sha256 of the one-time link that lets its reader choose a password, hex. */
    invitationHash: text(),
    invitationExpiresAt: instant(),
    ...timestamps(),
  },
  (table) => [
    uniqueIndex('users_email_key').on(sql`lower(${table.email})`),
    index('users_name_idx').on(table.tenantId, table.firstName, table.lastName, table.id),
    uniqueIndex('users_invitation_hash_key').on(table.invitationHash).where(sql`invitation_hash is not null`),
    check('users_role_check', oneOf('role', roles)),
  ],
)

/** Somebody of the company who did or owns a thing; people are disabled, never deleted. */
export function byUser() {
  return uuid().references(() => users.id)
}

export const apiKeys = pgTable(
  'api_keys',
  {
    id: id(),
    tenantId: tenantId(),
    /** The key acts as this user, narrowed to its access. */
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    /** Public part, by which the key is found. */
    prefix: text().notNull().unique(),
    /** sha256 of the whole key, hex. */
    secretHash: text().notNull(),
    /** One of `accessLevels` in lib/permissions.ts: which of its user's permissions it may use. */
    access: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
    lastUsedAt: instant(),
    expiresAt: instant(),
    revokedAt: instant(),
  },
  (table) => [
    index('api_keys_tenant_id_idx').on(table.tenantId, table.userId),
    check('api_keys_access_check', oneOf('access', accessLevels)),
  ],
)

/** Wrong passwords per account and per address; no tenant is known yet when they happen. */
export const signInThrottles = pgTable(
  'sign_in_throttles',
  {
    key: text().primaryKey(),
    failures: integer().notNull(),
    blockedUntil: instant(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (table) => [index('sign_in_throttles_updated_at_idx').on(table.updatedAt)],
)
