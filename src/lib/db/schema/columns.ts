import { sql } from 'drizzle-orm'
import { timestamp, uuid } from 'drizzle-orm/pg-core'
import type { TenantId } from '../../context.ts'
import { tenants } from './tenants.ts'

/** Primary key: time-ordered, so that new rows stay together in the index. */
export function id() {
  return uuid().primaryKey().default(sql`uuidv7()`)
}

/** The tenant a row belongs to; row-level security compares it with the transaction's tenant. */
export function tenantId() {
  return uuid()
    .$type<TenantId>()
    .notNull()
    .references(() => tenants.id, { onDelete: 'cascade' })
}

export function instant() {
  return timestamp({ withTimezone: true, mode: 'date' })
}

export function timestamps() {
  return {
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
  }
}
