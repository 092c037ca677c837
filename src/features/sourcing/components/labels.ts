import type { RfpResource } from '../record/schema.ts'
import type { ResponseResource } from '../responses/schema.ts'

interface Label {
  label: string
  color: string
}

export const rfpStatuses: Record<RfpResource['status'], Label> = {
  draft: { label: 'Draft', color: 'gray' },
  published: { label: 'Published', color: 'blue' },
  closed: { label: 'Closed', color: 'amber' },
  awarded: { label: 'Awarded', color: 'green' },
  cancelled: { label: 'Cancelled', color: 'gray' },
}

export const responseStatuses: Record<ResponseResource['status'], Label> = {
  draft: { label: 'Draft', color: 'gray' },
  submitted: { label: 'Submitted', color: 'blue' },
  withdrawn: { label: 'Withdrawn', color: 'gray' },
  shortlisted: { label: 'Shortlisted', color: 'blue' },
  awarded: { label: 'Awarded', color: 'green' },
  rejected: { label: 'Rejected', color: 'red' },
}
