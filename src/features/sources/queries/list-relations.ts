import { definePage } from '#src/lib/operation/operation.ts'
import { pageAt } from '#src/lib/operation/paging.ts'
import { findRelations } from '../catalogue/repository.ts'
import { listRelationsInput, relation } from '../catalogue/schema.ts'
import { readSourceRows } from '../connections/service.ts'

const seconds = 15

export const listRelations = definePage({
  name: 'sources.relations',
  summary: 'The tables and views of a source, by name, with about how many rows they have.',
  permission: 'sources.manage',
  input: listRelationsInput,
  item: relation,
  elsewhere:
    ({ context: { principal }, input }) =>
    (run) =>
      readSourceRows(principal.tenantId, input.id, { purpose: 'catalogue', seconds }, run),
  async run({ tx, input: { search, page, limit } }) {
    const text = search?.trim()
    const pattern = text ? `%${text.replace(/[\\%_]/g, '\\$&')}%` : undefined
    const { rows, total } = await findRelations(tx, { pattern, limit, offset: (page - 1) * limit })
    return { items: rows, pagination: pageAt({ page, limit }, total) }
  },
})
