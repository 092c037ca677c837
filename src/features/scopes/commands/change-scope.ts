import { invalid } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { requireRightTo } from '../record/access.ts'
import { requireMove, type ScopeStatus } from '../record/moves.ts'
import { updateScope } from '../record/repository.ts'
import { changeScopeInput, scopeResource } from '../record/schema.ts'
import { getChangeable, getResource, publish, requireService } from '../record/service.ts'
import { findDraft } from '../versions/repository.ts'

export const changeScope = defineCommand({
  name: 'scopes.change',
  summary:
    'Change what is named and leave the rest; a new status must be one of its legal_moves. Becoming active publishes its draft.',
  permission: 'scopes.write',
  input: changeScopeInput,
  output: scopeResource,
  async run({ context, tx, input: { id, scope_of_work_status, ...given }, audit }) {
    const before = await getChangeable(tx, context, id)
    const changed = Object.keys(given)
    if (scope_of_work_status === undefined && changed.length === 0)
      throw invalid('', 'names nothing to change')
    if (given.service_id !== undefined) await requireService(tx, given.service_id)
    const from = before.scopeOfWorkStatus as ScopeStatus
    const to = scope_of_work_status ?? from
    const isMove = to !== from
    if (isMove) {
      requireMove(from, to)
      requireRightTo(context.principal, to)
    }
    const subject = { subjectType: 'scope', subjectId: id }
    const name = given.scope_name ?? before.scopeName
    const changes = { serviceId: given.service_id, scopeName: given.scope_name }
    if (!isMove || changed.length > 0)
      await audit({ action: 'scope.updated', ...subject, details: { name, changed } })
    if (isMove && to === 'active') {
      await publish(tx, context, { scope: before, draft: (await findDraft(tx, id))!, changes }, audit)
    } else {
      await updateScope(tx, before, context.principal.userId, { ...changes, scopeOfWorkStatus: to })
      if (isMove) await audit({ action: 'scope.moved', ...subject, details: { name, from, to } })
    }
    return getResource(tx, context, id)
  },
})
