import { AppError, illegalTransition } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { updateScope } from '../record/repository.ts'
import { getChangeable } from '../record/service.ts'
import { countVersions, findDraft, insertVersion } from '../versions/repository.ts'
import { createVersionInput, versionResource } from '../versions/schema.ts'
import { getResource, getVersion } from '../versions/service.ts'

export const createVersion = defineCommand({
  name: 'scopes.versions.create',
  summary:
    'Begin the next version of an active scope of work: a draft, with the text that is given or that of the current version. There is one draft at a time.',
  permission: 'scopes.write',
  input: createVersionInput,
  output: versionResource,
  async run({ context, tx, input: { id, content }, audit }) {
    const scope = await getChangeable(tx, context, id)
    const draft = await findDraft(tx, id)
    if (draft)
      throw new AppError(
        'conflict',
        `Version ${draft.number} is still a draft. Change or publish it before you begin another one.`,
        { facts: { draft: draft.number } },
      )
    if (scope.scopeOfWorkStatus !== 'active')
      throw illegalTransition('scope of work', scope.scopeOfWorkStatus, [])
    const { tenantId, userId } = context.principal
    const number = (await countVersions(tx, id)) + 1
    const text = content ?? (await getVersion(tx, id, scope.currentVersion)).content
    const by = { tenantId, createdBy: userId, modifiedBy: userId }
    await insertVersion(tx, { ...by, scopeId: id, number, content: text })
    await updateScope(tx, scope, userId)
    await audit({
      action: 'scope_version.created',
      subjectType: 'scope',
      subjectId: id,
      details: { name: scope.scopeName, number },
    })
    return getResource(tx, context, id, number)
  },
})
