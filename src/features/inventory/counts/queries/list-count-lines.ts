import { invalid } from '#src/lib/errors.ts'
import { definePage } from '#src/lib/operation/operation.ts'
import { pageOf, windowOf } from '../../paging.ts'
import { countLines, findLines } from '../lines/repository.ts'
import { toLine } from '../lines/resource.ts'
import { countLineResource, listLinesInput } from '../lines/schema.ts'
import { isHidden } from '../moves.ts'
import { getRow } from '../service.ts'

export const listCountLines = definePage({
  name: 'inventory.counts.lines.list',
  summary:
    'The lines of a count in the order in which they are walked. A blind count hides what is expected.',
  permission: 'inventory.read',
  input: listLinesInput,
  item: countLineResource,
  async run({ tx, input }) {
    const count = await getRow(tx, input.id)
    if (input.state === 'differing' && isHidden(count))
      throw invalid('state', 'can be differing from the review on: this count is blind')
    const { after, ...window } = windowOf(input)
    if (after && !/^\d{1,9}$/.test(after.value)) throw invalid('cursor', 'must be a next_cursor of this list')
    const filter = { state: input.state, code: input.code }
    const found = await findLines(tx, count, filter, { ...window, after: after && Number(after.value) })
    const total = await countLines(tx, count, filter)
    const { rows, pagination } = pageOf(input, found, total, ({ row }) => {
      return { value: String(row.position), id: row.id }
    })
    return { items: rows.map((line) => toLine(count, line)), pagination }
  },
})
