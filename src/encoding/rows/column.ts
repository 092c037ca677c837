/** How a value is typed in every file: the type decides quoting, number formats and the formula guard. */
export type ColumnType = 'text' | 'integer' | 'decimal' | 'money' | 'date' | 'timestamp' | 'boolean' | 'json'

/** A column as it stands in one file: after renaming, masking and leaving out. */
export interface FileColumn {
  key: string
  label: string
  type: ColumnType
  /** Decimal places of `decimal` and `money`. */
  scale?: number
  /** A masked value is text whatever its type says, and never enters a sum. */
  masked: boolean
  /** What a computed column is made by, and the keys of the columns that it is made from. */
  expression?: string
  uses?: string[]
}
