import type { z } from 'zod'
import type { ColumnType } from '#src/encoding/rows/column.ts'
import type { Permission, Role } from '#src/lib/permissions.ts'

/** What a role gets to see of a sensitive column. */
export type Visibility = 'shown' | 'masked' | 'omitted'

export interface DatasetColumn {
  key: string
  label: string
  type: ColumnType
  /** SQL expression over the dataset's `from`. */
  sql: string
  /** Decimal places of `decimal` and `money`. */
  scale?: number
  /** Present on pay, bank and personal data. Roles that are not named get `omitted`. */
  sensitive?: Partial<Record<Role, Visibility>>
}

/** One filter a client may set: `input` validates its value, `where` turns it into SQL. */
export interface DatasetFilter {
  key: string
  label: string
  input: z.ZodType
  /** `param(value)` registers a bound value and returns its placeholder; cast it in SQL. */
  where: (value: unknown, param: (value: string | string[]) => string) => string
  /** The filter of the same range whose value this one must not be before. */
  notBefore?: string
  /** The value in words, for manifests and the console. */
  words: (value: unknown) => string
}

export interface SortKey {
  column: string
  direction: 'asc' | 'desc'
}

export interface Dataset {
  key: string
  label: string
  description: string
  permission: Permission
  /** Whether its files may be given to people without the right to it; sensitive columns never are. */
  canBeHandedOn?: boolean
  /** SQL after `from`: tables and joins. Row-level security narrows it to the tenant. */
  from: string
  /** SQL expressions that identify a row; appended to every sort so that ties have one order. */
  primaryKey: string[]
  columns: DatasetColumn[]
  filters: DatasetFilter[]
  defaultSort: SortKey[]
}
