import { definePage } from '#src/lib/operation/operation.ts'
import { countAnomalies, findAnomalies } from '../anomalies/repository.ts'
import { toAnomaly } from '../anomalies/resource.ts'
import { anomalyResource, listAnomaliesInput } from '../anomalies/schema.ts'
import { readableKeys } from '../record/access.ts'
import { pageOf, readCursor } from '../record/paging.ts'

export const listAnomalies = definePage({
  name: 'analytics.anomalies.list',
  summary: 'What in the data is not as expected, each with its reason and the rows that show it.',
  permission: 'analytics.read',
  input: listAnomaliesInput,
  item: anomalyResource,
  async run({ context, tx, input }) {
    const filter = { readable: readableKeys(context), status: input.status, kind: input.kind }
    const after = readCursor(input.cursor, 'instant')
    const found = await findAnomalies(tx, filter, {
      limit: input.limit + 1,
      offset: after ? 0 : (input.page - 1) * input.limit,
      after: after && { at: after[0], id: after[1] },
    })
    const total = await countAnomalies(tx, filter)
    const { rows, pagination } = pageOf(input, found, total, ({ foundText, id }) => [foundText, id])
    return { items: rows.map(toAnomaly), pagination }
  },
})
