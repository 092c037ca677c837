import * as z from 'zod'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { datasetDescription, describeDataset } from '../rows/description.ts'
import { readableDatasets } from '../rows/rights.ts'

export const listDatasets = defineQuery({
  name: 'datasets.list',
  summary: 'Datasets that you can read, with their columns and filters.',
  permission: 'datasets.read',
  input: z.strictObject({}),
  output: z.array(datasetDescription),
  run: async ({ context: { principal } }) =>
    readableDatasets(principal).map((dataset) => describeDataset(principal, dataset)),
})
