import { definePage } from '#src/lib/operation/operation.ts'
import { pageAt } from '#src/lib/operation/paging.ts'
import { countErrors, findErrors } from '../record/repository.ts'
import { getImportRow } from '../record/service.ts'
import { importErrorResource, listErrorsInput } from '../schema.ts'

export const listImportErrors = definePage({
  name: 'imports.errors',
  summary:
    'The cells of a file that cannot be imported, in its order: where, what stands there, what was expected.',
  permission: 'inventory.read',
  input: listErrorsInput,
  item: importErrorResource,
  async run({ tx, input }) {
    await getImportRow(tx, input.id)
    const rows = await findErrors(tx, input.id, input.limit, (input.page - 1) * input.limit)
    return { items: rows, pagination: pageAt(input, await countErrors(tx, input.id)) }
  },
})
