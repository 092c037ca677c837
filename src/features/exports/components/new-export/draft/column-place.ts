import type { DraftColumn } from './draft.ts'

/** The column takes the place of one that is gone, or stands last of those in the file. */
export function withColumnAt(columns: DraftColumn[], key: string, index: number): DraftColumn[] {
  const column = columns.find((candidate) => candidate.key === key)
  if (!column) return columns
  const others = columns.filter((candidate) => candidate !== column)
  const included = others.filter(({ isIncluded }) => isIncluded).length
  return others.toSpliced(Math.min(index, included), 0, { ...column, isIncluded: true })
}
