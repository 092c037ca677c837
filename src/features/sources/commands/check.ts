import { transaction } from '#src/lib/db/transaction.ts'
import { notFound } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { probe } from '../connections/service.ts'
import { serverOf } from '../record/contents.ts'
import { noteCheck } from '../record/repository.ts'
import { toSource } from '../record/resource.ts'
import { bySourceId, source } from '../record/schema.ts'
import { getSourceRow, stateAfter } from '../record/service.ts'

export const checkSource = defineCommand({
  name: 'sources.check',
  summary: 'Try the connection now: whether it can be read, which version it is, and what its user may do.',
  permission: 'sources.manage',
  input: bySourceId,
  output: source,
  async prepare({ context, input }) {
    const row = await transaction(context.principal.tenantId, 'read only', (tx) => getSourceRow(tx, input.id))
    return probe(() => serverOf(row))
  },
  async run({ tx, input, prepared: found, audit }) {
    const before = await getSourceRow(tx, input.id)
    const row = await noteCheck(tx, before.id, stateAfter(found, before))
    if (!row) throw notFound('source')
    await audit({
      action: 'source.checked',
      subjectType: 'source',
      subjectId: row.id,
      details: { name: row.name, state: row.state, ...(found.ok ? {} : { code: found.error.code }) },
    })
    return toSource(row)
  },
})
