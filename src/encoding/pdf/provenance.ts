import type { About } from '../rows/format.ts'

/** Where the rows come from, in one line. */
export function provenanceLine(about: About): string {
  return [
    about.dataset,
    ...about.filters,
    about.snapshotLocal && `as of ${about.snapshotLocal} ${about.timeZone}`,
    about.requestedBy && `for ${about.requestedBy}`,
  ]
    .filter(Boolean)
    .join(' · ')
}
