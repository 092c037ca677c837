import type { CountResource } from '../counts/schema.ts'

/** How the state of a count is said, and in which colour beside the word. */
export const countStatuses: Record<CountResource['status'], { label: string; color: string }> = {
  open: { label: 'Open', color: 'gray' },
  counting: { label: 'Counting', color: 'blue' },
  review: { label: 'In review', color: 'amber' },
  posted: { label: 'Posted', color: 'green' },
  cancelled: { label: 'Cancelled', color: 'gray' },
}

/** What it counts, in words. */
export function scopeOf({ scope, category }: Pick<CountResource, 'scope' | 'category'>): string {
  if (scope === 'category') return `Category ${category}`
  return scope === 'items' ? 'Chosen items' : 'Everything there'
}
