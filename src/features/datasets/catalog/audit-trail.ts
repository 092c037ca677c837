import type { Dataset } from '../definition/definition.ts'
import { idsFilter, valuesFilter } from '../definition/filters.ts'
import { timestampRange } from '../definition/ranges.ts'
import { searchFilter } from '../definition/search.ts'

/** What everybody did, for whoever may read the audit trail; it grows with everything that is done. */
export const auditTrail: Dataset = {
  key: 'audit_trail',
  label: 'Audit trail',
  description: 'Who did what and when, with the details of every change.',
  permission: 'audit.read',
  canBeHandedOn: false,
  from: 'audit_entries a left join users u on u.id = a.user_id',
  primaryKey: ['a.id'],
  columns: [
    { key: 'created_at', label: 'Time', type: 'timestamp', sql: 'a.created_at' },
    { key: 'person', label: 'Person', type: 'text', sql: `u.first_name || ' ' || u.last_name` },
    { key: 'email', label: 'Email', type: 'text', sql: 'u.email' },
    { key: 'action', label: 'Action', type: 'text', sql: 'a.action' },
    { key: 'subject_type', label: 'Subject', type: 'text', sql: 'a.subject_type' },
    { key: 'subject_id', label: 'Subject ID', type: 'text', sql: 'a.subject_id' },
    { key: 'details', label: 'Details', type: 'json', sql: 'a.details' },
    { key: 'request_id', label: 'Request ID', type: 'text', sql: 'a.request_id' },
    { key: 'id', label: 'ID', type: 'text', sql: 'a.id' },
  ],
  filters: [
    searchFilter(
      [{ columns: ['a.action', 'a.subject_type', 'u.first_name', 'u.last_name', 'u.email'] }],
      'Action, subject, name or email',
    ),
    ...timestampRange('Time', 'a.created_at'),
    valuesFilter('action', 'Action', 'a.action'),
    valuesFilter('email', 'Person (email)', 'u.email'),
    valuesFilter('subject_type', 'Subject', 'a.subject_type'),
    valuesFilter('subject_id', 'Subject ID', 'a.subject_id::text'),
    valuesFilter('user_id', 'Person ID', 'a.user_id::text'),
    idsFilter('a.id'),
  ],
  defaultSort: [{ column: 'created_at', direction: 'desc' }],
  freshness: { column: 'created_at', means: 'newest' },
}
