import type { SupplierResource } from '../record/schema.ts'

type Status = SupplierResource['status']
type Tier = NonNullable<SupplierResource['tier']>

export const statusLabels: Record<Status, { label: string; color: string }> = {
  pending: { label: 'Pending', color: 'blue' },
  active: { label: 'Active', color: 'green' },
  inactive: { label: 'Inactive', color: 'gray' },
  suspended: { label: 'Suspended', color: 'amber' },
}

export const tierLabels: Record<Tier, string> = {
  strategic: 'Strategic',
  preferred: 'Preferred',
  approved: 'Approved',
  conditional: 'Conditional',
}

/** The errors of a request by the path of their field, as sentences beside it. */
export function errorsByPath(errors: { path: string; message: string }[]): Record<string, string> {
  return Object.fromEntries(errors.map(({ path, message }) => [path, `It ${message}`]))
}
