import { illegalTransition } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { getChangeable, publish } from '../record/service.ts'
import { versionByNumber, versionResource } from '../versions/schema.ts'
import { getResource, getVersion } from '../versions/service.ts'

export const publishVersion = defineCommand({
  name: 'scopes.versions.publish',
  summary:
    'Publish a draft: from then on it never changes, and the version before it is superseded. Clients keep the version that they have.',
  permission: 'scopes.publish',
  input: versionByNumber,
  output: versionResource,
  async run({ context, tx, input: { id, number }, audit }) {
    const scope = await getChangeable(tx, context, id)
    const draft = await getVersion(tx, id, number)
    if (draft.status !== 'draft') throw illegalTransition('version', draft.status, [])
    await publish(tx, context, { scope, draft }, audit)
    return getResource(tx, context, id, number)
  },
})
