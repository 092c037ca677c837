import { expect, it } from 'vitest'
import { enhancedInventoryItem } from '#src/features/inventory/schema.ts'
import { mockInventoryData } from './route.ts'

it('gives code that imports them by name items as the API answers them', () => {
  expect(mockInventoryData.length).toBeGreaterThan(0)
  for (const item of mockInventoryData) expect(enhancedInventoryItem.parse(item)).toEqual(item)
})
