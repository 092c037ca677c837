import * as z from 'zod'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { searchProducts } from '../prices/repository.ts'

/** What a form offers while somebody types. */
export const findItems = defineQuery({
  name: 'suppliers.find_items',
  summary: 'The first 20 active items whose SKU or name contains a text.',
  permission: 'suppliers.read',
  input: z.strictObject({ search: z.string().trim().max(200) }),
  output: z.array(z.object({ id: z.uuid(), sku: z.string(), name: z.string() })),
  run: ({ tx, input }) => searchProducts(tx, input.search, 20),
})
