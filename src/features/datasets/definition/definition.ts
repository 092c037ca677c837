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
  /** False where adding the values up says nothing: prices of one unit, rates, running numbers. */
  addsUp?: boolean
  /** Present on pay, bank and personal data. Roles that are not named get `omitted`. */
  sensitive?: Partial<Record<Role, Visibility>>
}

/** Registers a bound value and returns its placeholder; cast it in SQL. */
export type Param = (value: string | string[]) => string

interface FilterBase {
  key: string
  label: string
  /** Validates the value. Its metadata says how a form shows it: title, description, placeholder, option_labels. */
  input: z.ZodType
  /** SQL expression whose distinct values can be suggested; never one of a sensitive column. */
  suggests?: string
}

/** A filter that is a condition on the rows. */
export interface ConditionFilter extends FilterBase {
  where: (value: unknown, param: Param) => string
  /** The same condition, written so that few rows are found soon among many; slower where most match. */
  whereFew?: (value: unknown, param: Param) => string
  /** The filter of the same range whose value this one must not be before. */
  notBefore?: string
  /** The value in words, for manifests and the console. */
  words: (value: unknown) => string
}

/** A filter that stands for values of other filters, which depend on when and where it is asked. */
export interface RelativeFilter extends FilterBase {
  /** The filters that it sets, and that must not be given beside it. */
  sets: string[]
  resolve: (value: unknown, at: Date, timeZone: string) => Record<string, unknown>
}

/** One filter a client may set. */
export type DatasetFilter = ConditionFilter | RelativeFilter

export interface SortKey {
  column: string
  direction: 'asc' | 'desc'
}

export interface Dataset {
  key: string
  label: string
  description: string
  permission: Permission
  /** The roles that may read it, where that is more than a matter of the permission. */
  readers?: readonly Role[]
  /** Whether its files may be given to people without the right to it; never where a role sees less than another. */
  canBeHandedOn: boolean
  /** SQL after `from`: tables and joins. Row-level security narrows it to the tenant. */
  from: string
  /** SQL expressions that identify a row; appended to every sort so that ties have one order. */
  primaryKey: string[]
  columns: DatasetColumn[]
  filters: DatasetFilter[]
  defaultSort: SortKey[]
  /** How fresh the rows are; absent where each reading computes them anew, one for each row of its table. */
  freshness?: Freshness
  /** Where each row has a page of its own in the console. */
  pages?: RowPages
  /** The database that its rows are in, where that is not ours. */
  source?: DatasetSource
  /** What of it can be added up over time, and so be forecast. */
  series?: DatasetSeries
}

export interface DatasetSource {
  id: string
  /** The table or view that is read, for people. */
  relation: string
  /** Of the definition. */
  version: number
  /** What the definition was made from, by which it is known when the relation no longer fits. */
  expects: ExpectedRelation
  /** What of its rows are left out for everybody, in words. */
  always: readonly string[]
  /** Keys of the columns that the relation was last seen without. */
  vanished: readonly string[]
}

export interface ExpectedRelation {
  schema: string
  name: string
  columns: ExpectedColumn[]
  /** The foreign keys that columns of other relations come over. */
  joins: { name: string; schema: string; relation: string }[]
  /** The columns that identify a row; none where all that it holds does. */
  key: string[]
  /** All columns that the relation had, where that was noted. */
  seen?: string[]
}

export interface ExpectedColumn {
  key: string
  name: string
  via?: string
  kind: string
  type: string
  number?: number
  scale?: number
}

export interface Freshness {
  /** The date or timestamp column whose latest value tells it; with an index wherever there are many rows. */
  column: string
  /** What that value is: the date of the newest row, or when a row was last changed. */
  means: 'newest' | 'changed'
}

export interface DatasetSeries {
  /** SQL expression of the day or instant that a row belongs to; never null. */
  time: string
  measures: Measure[]
  /** What sums can be split by. */
  keys: SeriesKey[]
}

/** A number of each row whose sum over a period is a value of a series. */
export interface Measure {
  key: string
  label: string
  unit: 'pieces' | 'money' | 'rows'
  sql: string
  /** Whether a sum can be below 0. */
  canBeNegative: boolean
  /** Whether its sum by item is what the item must be there for. */
  isDemand?: true
}

export interface SeriesKey {
  key: string
  label: string
  /** SQL expression of the value, and of its name where people know it by another one. */
  sql: string
  name?: string
}

export interface RowPages {
  /** The address of a row's page before its primary key, such as /suppliers/. */
  row: string
  /** The page that adds a row, and who may open it; absent where rows come of something else. */
  add?: { href: string; label: string; permission: Permission }
}
