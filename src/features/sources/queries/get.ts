import { defineQuery } from '#src/lib/operation/operation.ts'
import { toSource } from '../record/resource.ts'
import { bySourceId, source } from '../record/schema.ts'
import { getSourceRow } from '../record/service.ts'

export const getSource = defineQuery({
  name: 'sources.get',
  summary: 'A source with its state and what the last check found.',
  permission: 'sources.read',
  input: bySourceId,
  output: source,
  run: async ({ tx, input }) => toSource(await getSourceRow(tx, input.id)),
})
