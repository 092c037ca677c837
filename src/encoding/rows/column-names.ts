import type { FileColumn } from './column.ts'

/** The columns' keys or labels. A second column of the same name would hide the first from most readers. */
export function distinctNames(columns: FileColumn[], kind: 'key' | 'label'): string[] {
  const taken = new Set<string>()
  for (const column of columns) {
    const name = column[kind]
    let free = name
    for (let number = 2; taken.has(free); number++) free = `${name} (${number})`
    taken.add(free)
  }
  return [...taken]
}
