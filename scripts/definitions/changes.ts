import type { Definition } from './file.ts'

export interface Stored {
  definition: Definition
  version: number
}

export interface Change {
  definition: Definition
  /** Of the dataset that is there; undefined: there is none yet. */
  version: number | undefined
  /** The members that differ. */
  changed: string[]
}

/** What a file would change, and the datasets that it does not name. Throws an Error for what no change can do. */
export function changesBetween(
  stored: Stored[],
  wanted: Definition[],
): { changes: Change[]; others: string[] } {
  const byKey = new Map(stored.map((one) => [one.definition.key, one]))
  const named = new Set(wanted.map(({ key }) => key))
  const changes = wanted.map((definition) => {
    const there = byKey.get(definition.key)
    return {
      definition,
      version: there?.version,
      changed: there ? differing(there.definition, definition) : [],
    }
  })
  for (const { definition, changed } of changes) {
    const moved = changed.filter((member) => ['source', 'schema', 'name'].includes(member))
    if (moved.length > 0)
      throw new Error(
        `${definition.key} reads another table than the file says (${moved.join(', ')}). Delete it first, or choose another key.`,
      )
  }
  return {
    changes: changes.filter(({ version, changed }) => version === undefined || changed.length > 0),
    others: [...byKey.keys()].filter((key) => !named.has(key)),
  }
}

function differing(one: Definition, other: Definition): string[] {
  const members = Object.keys(other) as (keyof Definition)[]
  return members.filter((member) => JSON.stringify(one[member]) !== JSON.stringify(other[member]))
}
