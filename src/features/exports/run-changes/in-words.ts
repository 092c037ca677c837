import { obstacles } from './obstacles.ts'
import type { RunChanges } from './schema.ts'

/** `12 added, 3 removed, 40 changed since the run before`, or why that cannot be told. */
export function changesInWords({ counts, obstacle }: RunChanges): string {
  if (!counts) return `What changed since the run before cannot be told: ${obstacles[obstacle ?? 'failed']}.`
  const { added, removed, changed } = counts
  if (added + removed + changed === 0) return 'Nothing changed since the run before.'
  const told = Object.entries({ added, removed, changed }).map(
    ([word, rows]) => `${rows.toLocaleString('en-US')} ${word}`,
  )
  return `${told.join(', ')} since the run before.`
}
