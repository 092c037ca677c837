/** How the text of a cell is read. */
export type FieldType = 'text' | 'whole' | 'amount' | 'choice' | 'id' | 'day' | 'instant'

/** A column that a file can have. */
export interface Field {
  key: string
  /** As lists and exports head it. */
  label: string
  /** Other headings by which it is known. */
  synonyms?: readonly string[]
  type: FieldType
  maxLength?: number
  choices?: readonly string[]
  /** What it takes, where its type does not say it. */
  hint?: string
  /** Set where nothing can be added without it. */
  isNeeded?: true
  /** What a template shows; columns that only exports fill have none. */
  example?: string
  /** Set where rows are found by it: a row with such a heading can be the headings. */
  isKey?: true
}
