import * as z from 'zod'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { locationId } from '../../ledger/schema.ts'
import { findCategories as find } from '../lines/repository.ts'

/** What a form offers. */
export const findCategories = defineQuery({
  name: 'inventory.counts.find_categories',
  summary: 'The first 500 categories of the items that are kept at a location.',
  permission: 'stock.count',
  input: z.strictObject({ location_id: locationId }),
  output: z.array(z.string()),
  run: ({ tx, input }) => find(tx, input.location_id, 500),
})
