import type { Finding } from '#src/features/system/deployment/schema.ts'

/** A finding, and whether it keeps the product from working. The report names the errors first. */
export interface Diagnosis extends Finding {
  isWarning?: boolean
}

export interface Place {
  file: string
  line: number
}

/** The line, counted from 1, of the first match in a text; 1 where there is none. */
export function lineOf(text: string, pattern: RegExp | string): number {
  const at = typeof pattern === 'string' ? text.indexOf(pattern) : text.search(pattern)
  return at < 0 ? 1 : text.slice(0, at).split('\n').length
}

/** The candidate that a misspelt name most likely means; undefined when none is close. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  const most = Math.max(1, Math.floor(name.length / 4))
  const close = [...candidates]
    .map((candidate) => ({ candidate, edits: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ edits }) => edits <= most)
  return close.sort((a, b) => a.edits - b.edits)[0]?.candidate
}

/** Levenshtein: how many letters to insert, remove or replace. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(replaced, previous[j]! + 1, row[j - 1]! + 1))
    }
    previous = row
  }
  return previous[b.length]!
}
