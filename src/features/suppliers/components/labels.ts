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
