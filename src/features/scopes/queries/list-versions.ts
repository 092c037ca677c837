import { definePage } from '#src/lib/operation/operation.ts'
import { pageAt } from '#src/lib/operation/paging.ts'
import { getResource } from '../record/service.ts'
import { countVersions, findVersions } from '../versions/repository.ts'
import { toVersion } from '../versions/resource.ts'
import { listVersionsInput, versionResource } from '../versions/schema.ts'

export const listVersions = definePage({
  name: 'scopes.versions.list',
  summary: 'The versions of a scope of work, the newest first.',
  permission: 'scopes.read',
  input: listVersionsInput,
  item: versionResource,
  async run({ context, tx, input: { id, page, limit } }) {
    await getResource(tx, context, id)
    const rows = await findVersions(tx, id, { limit, offset: (page - 1) * limit })
    const total = await countVersions(tx, id)
    return {
      items: rows.map((row) => toVersion(context.principal, row)),
      pagination: pageAt({ page, limit }, total),
    }
  },
})
