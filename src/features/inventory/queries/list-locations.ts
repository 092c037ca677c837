import * as z from 'zod'
import { definePage } from '#src/lib/operation/operation.ts'
import { pageAt } from '#src/lib/operation/paging.ts'
import { countLocations, findLocations } from '../locations/repository.ts'
import { toLocation } from '../locations/resource.ts'
import { locationResource } from '../locations/schema.ts'

export const listLocations = definePage({
  name: 'inventory.locations.list',
  summary: 'Your locations by code; parent_id makes them a tree.',
  permission: 'inventory.read',
  input: z.strictObject({
    page: z.coerce.number().int().min(1).max(100_000).default(1),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  item: locationResource,
  async run({ tx, input: { page, limit } }) {
    const rows = await findLocations(tx, { limit, offset: (page - 1) * limit })
    const total = await countLocations(tx)
    const pagination = pageAt({ page, limit }, total)
    return { items: rows.map(toLocation), pagination }
  },
})
