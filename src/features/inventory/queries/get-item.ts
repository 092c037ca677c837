import { defineQuery } from '#src/lib/operation/operation.ts'
import { getResource } from '../items/service.ts'
import { enhancedInventoryItem, itemById } from '../schema.ts'

export const getItem = defineQuery({
  name: 'inventory.get',
  summary: 'One item with its level at every location.',
  permission: 'inventory.read',
  input: itemById,
  output: enhancedInventoryItem,
  run: ({ tx, input }) => getResource(tx, input.id),
})
