import { defineQuery } from '#src/lib/operation/operation.ts'
import { compareLines, countChanges } from '../comparison/lines.ts'
import { compareInput, comparison } from '../comparison/schema.ts'
import { getResource } from '../record/service.ts'
import { countVersions, type VersionFound } from '../versions/repository.ts'
import { getVersion } from '../versions/service.ts'

export const compareVersions = defineQuery({
  name: 'scopes.compare',
  summary: 'Two versions of a scope of work side by side, with the lines that changed.',
  permission: 'scopes.read',
  input: compareInput,
  output: comparison,
  async run({ context, tx, input: { id, from, to } }) {
    await getResource(tx, context, id)
    const right = await getVersion(tx, id, to ?? (await countVersions(tx, id)))
    const left = await getVersion(tx, id, from ?? Math.max(1, right.number - 1))
    const lines = compareLines(left.content, right.content)
    return { scope_id: id, from: sideOf(left), to: sideOf(right), counts: countChanges(lines), lines }
  },
})

function sideOf({ number, status, publishedAt }: VersionFound) {
  return {
    number,
    status: status as 'draft' | 'published' | 'superseded',
    published_at: publishedAt?.toISOString() ?? null,
  }
}
