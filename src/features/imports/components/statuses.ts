import type { ImportResource } from '../schema.ts'

type Status = ImportResource['status']

export const statuses: Record<Status, { label: string; color: string }> = {
  uploaded: { label: 'Waiting', color: 'gray' },
  checking: { label: 'Checking', color: 'blue' },
  checked: { label: 'Checked', color: 'blue' },
  applying: { label: 'Applying', color: 'blue' },
  applied: { label: 'Applied', color: 'green' },
  undoing: { label: 'Undoing', color: 'blue' },
  undone: { label: 'Undone', color: 'gray' },
  failed: { label: 'Failed', color: 'red' },
  cancelled: { label: 'Cancelled', color: 'gray' },
}

/** Whether a worker has it, or is to take it. */
export function isWorking(status: Status): boolean {
  return ['uploaded', 'checking', 'applying', 'undoing'].includes(status)
}

/** What the rows of a file are. */
export const contents: Record<ImportResource['content'], string> = {
  items: 'Items and stock',
  suppliers: 'Suppliers',
  prices: 'Supplier prices',
}
