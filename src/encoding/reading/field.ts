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
  /** Set where rows are found by it: a row with such a heading can be the headings. */
  isKey?: true
}
