import { illegalTransition } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { updateScope } from '../record/repository.ts'
import { getChangeable } from '../record/service.ts'
import { updateDraft } from '../versions/repository.ts'
import { changeVersionInput, versionResource } from '../versions/schema.ts'
import { getResource, getVersion } from '../versions/service.ts'

export const changeVersion = defineCommand({
  name: 'scopes.versions.change',
  summary: 'Write the text of a draft. A version that was published stays as it is.',
  permission: 'scopes.write',
  input: changeVersionInput,
  output: versionResource,
  async run({ context, tx, input: { id, number, content }, audit }) {
    const scope = await getChangeable(tx, context, id)
    const version = await getVersion(tx, id, number)
    if (version.status !== 'draft') throw illegalTransition('version', version.status, [])
    await updateDraft(tx, version, { content, modifiedBy: context.principal.userId })
    await updateScope(tx, scope, context.principal.userId)
    await audit({
      action: 'scope_version.updated',
      subjectType: 'scope',
      subjectId: id,
      details: { name: scope.scopeName, number },
    })
    return getResource(tx, context, id, number)
  },
})
