type ColumnChoice = string | { key: string; label: string }

/** The key of a chosen column, under whatever name. */
export function keyOf(choice: ColumnChoice): string {
  return typeof choice === 'string' ? choice : choice.key
}
