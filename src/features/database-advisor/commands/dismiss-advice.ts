import { illegalTransition, notFound } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { requireOperator } from '../record/access.ts'
import { lockAdvice, updateAdvice } from '../record/repository.ts'
import { toAdvice } from '../record/resource.ts'
import { adviceById, adviceResource } from '../record/schema.ts'

export const dismissAdvice = defineCommand({
  name: 'analytics.indexes.dismiss',
  summary: 'Say that this is not to be done: it is not advised again.',
  permission: 'database.manage',
  input: adviceById,
  output: adviceResource,
  async run({ context: { principal }, tx, input: { id }, audit }) {
    await requireOperator(tx, principal)
    const row = await lockAdvice(tx, id)
    if (!row) throw notFound('advice')
    if (row.status !== 'open') throw illegalTransition('advice', row.status, [])
    const changes = { status: 'dismissed', decidedAt: new Date(), decidedBy: principal.userId }
    const dismissed = await updateAdvice(tx, id, changes)
    const details = { name: row.indexName ?? row.subject, kind: row.kind }
    await audit({ action: 'index_advice.dismissed', subjectType: 'index_advice', subjectId: id, details })
    return toAdvice(dismissed)
  },
})
