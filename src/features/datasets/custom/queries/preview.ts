import { describeRelation } from '#src/features/sources/catalogue/service.ts'
import { readSourceRows } from '#src/features/sources/connections/service.ts'
import type { Principal } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { notFound } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { openRows } from '../../connections/service.ts'
import type { Dataset } from '../../definition/definition.ts'
import { cellValue } from '../../rows/cell-value.ts'
import { planRows } from '../../rows/plan.ts'
import { readTexts, setSessionFormats } from '../../rows/repository.ts'
import { findDatasetFor } from '../../rows/rights.ts'
import { compileQuery } from '../../rows/sql.ts'
import { datasetFrom } from '../definition/build.ts'
import { type DatasetPreview, datasetPreview, previewDraftInput, previewInput } from '../record/schema.ts'
import { chooseDefinition } from '../suggestions/choose.ts'

const seconds = 15

export const previewDataset = defineQuery({
  name: 'datasets.preview',
  summary: 'The first rows of a dataset of your own, as you may see them.',
  permission: 'datasets.read',
  input: previewInput,
  output: datasetPreview,
  elsewhere: ({ context, input }) => openRows(context.principal, input.key, seconds),
  async run({ context: { principal }, tx, input }) {
    const dataset = findDatasetFor(principal, input.key)
    if (!dataset) throw notFound('dataset of your own')
    return firstRows(tx, principal, dataset, input.rows)
  },
})

export const previewDraft = defineQuery({
  name: 'datasets.preview_draft',
  summary: 'The first rows of a dataset that is not made yet.',
  permission: 'sources.manage',
  input: previewDraftInput,
  output: datasetPreview,
  elsewhere:
    ({ context: { principal }, input }) =>
    (run) =>
      readSourceRows(principal.tenantId, input.source_id, { purpose: 'preview', seconds }, run),
  async run({ context: { principal }, tx, input }) {
    const { source_id: sourceId, schema: relationSchema, name: relationName, rows } = input
    const found = await describeRelation(tx, relationSchema, relationName)
    const draft = {
      key: 'draft',
      version: 1,
      sourceId,
      relationSchema,
      relationName,
      readers: [principal.role],
      vanished: [],
    }
    return firstRows(tx, principal, datasetFrom(draft, chooseDefinition(found, input)), rows)
  },
})

async function firstRows(
  tx: Tx,
  principal: Principal,
  dataset: Dataset,
  limit: number,
): Promise<DatasetPreview> {
  const plan = planRows(principal, dataset, { filters: {}, sort: [] }, [])
  await setSessionFormats(tx, plan.timeZone)
  const { text, values } = compileQuery(plan)
  const rows = await readTexts(tx, { text: `${text}\nlimit ${limit + 1}`, values })
  return {
    columns: plan.columns.map(({ key, label, type }) => ({ key, label, type })),
    rows: rows
      .slice(0, limit)
      .map((row) => plan.columns.map((column, index) => cellValue(column, row[index] ?? null))),
    has_more: rows.length > limit,
  }
}
