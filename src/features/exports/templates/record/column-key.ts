import { namesIn } from '#src/features/datasets/computed/check.ts'
import type { ColumnChoice } from '#src/features/datasets/rows/plan.ts'

/** The key of a chosen column, under whatever name. */
export function keyOf(choice: ColumnChoice): string {
  return typeof choice === 'string' ? choice : choice.key
}

/** The keys of the dataset's columns that a choice needs: more than one where it is computed. */
export function keysOf(choice: ColumnChoice): string[] {
  return typeof choice !== 'string' && choice.expression !== undefined
    ? namesIn(choice.expression)
    : [keyOf(choice)]
}
