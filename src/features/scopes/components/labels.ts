import type { ClientScopeResource } from '../agreements/schema.ts'
import type { Comparison } from '../comparison/schema.ts'
import type { ScopeResource } from '../record/schema.ts'
import type { VersionResource } from '../versions/schema.ts'

interface Label {
  label: string
  color: string
}

export const scopeStatuses: Record<ScopeResource['scope_of_work_status'], Label> = {
  draft: { label: 'Draft', color: 'gray' },
  in_review: { label: 'In review', color: 'blue' },
  active: { label: 'Active', color: 'green' },
  archived: { label: 'Archived', color: 'gray' },
}

export const versionStatuses: Record<VersionResource['status'], Label> = {
  draft: { label: 'Draft', color: 'blue' },
  published: { label: 'Published', color: 'green' },
  superseded: { label: 'Superseded', color: 'gray' },
}

export const clientScopeStatuses: Record<ClientScopeResource['status'], Label> = {
  proposed: { label: 'Proposed', color: 'blue' },
  accepted: { label: 'Accepted', color: 'green' },
  declined: { label: 'Declined', color: 'red' },
  ended: { label: 'Ended', color: 'gray' },
}

/** How a line of a comparison is marked, beside its colour. */
export const changeMarks: Record<Comparison['lines'][number]['change'], { mark: string; label: string }> = {
  same: { mark: '', label: '' },
  changed: { mark: '~', label: 'Changed' },
  added: { mark: '+', label: 'Added' },
  removed: { mark: '−', label: 'Removed' },
}
