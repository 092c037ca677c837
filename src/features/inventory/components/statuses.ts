import type { EnhancedInventoryItem } from '../schema.ts'

/** How a status is said, and in which colour beside the word. */
export const statuses: Record<EnhancedInventoryItem['status'], { label: string; color: string }> = {
  in_stock: { label: 'In stock', color: 'green' },
  low: { label: 'Low', color: 'red' },
  out_of_stock: { label: 'Out of stock', color: 'red' },
  over: { label: 'Over the maximum', color: 'blue' },
  dead: { label: 'No movement', color: 'gray' },
}

export const kindLabels: Record<string, string> = {
  opening: 'Opening',
  receipt: 'Receipt',
  issue: 'Issue',
  adjustment: 'Adjustment',
  transfer_in: 'Transfer in',
  transfer_out: 'Transfer out',
  count: 'Count',
  return_in: 'Return in',
  return_out: 'Return out',
  scrap: 'Scrap',
  reversal: 'Reversal',
}
