import type { BuildExtraConfigColumns } from 'drizzle-orm'
import {
  type AnyPgColumn,
  type ForeignKeyBuilder,
  foreignKey,
  type PgColumnBuilderBase,
  type PgTableExtraConfigValue,
  pgTable,
} from 'drizzle-orm/pg-core'
import { id, tenantId, timestamps } from '../columns.ts'

type Columns = Record<string, PgColumnBuilderBase>

type Frame = ReturnType<typeof frame>

function frame() {
  return { id: id(), tenantId: tenantId(), ...timestamps() }
}

/** A table of the company's own records: each has an id, a tenant, and when it was made and last changed. */
export function companyTable<Name extends string, Own extends Columns>(
  name: Name,
  own: Own,
  constraints: (table: BuildExtraConfigColumns<Name, Own & Frame, 'pg'>) => PgTableExtraConfigValue[],
) {
  const { id, tenantId, ...times } = frame()
  return pgTable<Name, Own & Frame>(name, { id, tenantId, ...own, ...times }, constraints)
}

/** A foreign key that carries the tenant: a sale cannot name another tenant's customer. */
export function keyTo(
  target: { tenantId: AnyPgColumn; id: AnyPgColumn },
  name: string,
  columns: [tenantId: AnyPgColumn, id: AnyPgColumn],
): ForeignKeyBuilder {
  return foreignKey({ name, columns, foreignColumns: [target.tenantId, target.id] })
}
