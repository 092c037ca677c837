import { defineQuery } from '#src/lib/operation/operation.ts'
import { versionByNumber, versionResource } from '../versions/schema.ts'
import { getResource } from '../versions/service.ts'

export const getVersion = defineQuery({
  name: 'scopes.versions.get',
  summary: 'One version of a scope of work.',
  permission: 'scopes.read',
  input: versionByNumber,
  output: versionResource,
  run: ({ context, tx, input: { id, number } }) => getResource(tx, context, id, number),
})
