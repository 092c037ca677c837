import { adviceKinds, adviceStatuses } from '#src/lib/db/schema/insights/index-advice.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter } from '../../definition/filters.ts'
import { searchFilter } from '../../definition/search.ts'

export const indexAdvice: Dataset = {
  key: 'index_advice',
  label: 'Index advice',
  description: 'Indexes to create or to drop, statements that became slower, and what was decided.',
  permission: 'datasets.index_advice.read',
  canBeHandedOn: false,
  from: 'index_advice a left join users u on u.id = a.decided_by',
  primaryKey: ['a.id'],
  columns: [
    { key: 'found_at', label: 'Found', type: 'timestamp', sql: 'a.found_at' },
    { key: 'kind', label: 'Kind', type: 'text', sql: 'a.kind' },
    { key: 'status', label: 'Status', type: 'text', sql: 'a.status' },
    { key: 'subject', label: 'Subject', type: 'text', sql: 'a.subject' },
    { key: 'index_name', label: 'Index', type: 'text', sql: 'a.index_name' },
    { key: 'reason', label: 'Reason', type: 'text', sql: 'a.reason' },
    { key: 'statement', label: 'Statement', type: 'text', sql: 'a.statement' },
    { key: 'undo_statement', label: 'Statement that undoes it', type: 'text', sql: 'a.undo_statement' },
    { key: 'basis', label: 'Basis', type: 'text', sql: 'a.basis' },
    {
      key: 'gain',
      label: 'Share of cost saved',
      type: 'decimal',
      scale: 4,
      sql: 'round(a.gain::numeric, 4)',
      addsUp: false,
    },
    { key: 'bytes', label: 'Bytes', type: 'integer', sql: 'a.bytes', addsUp: false },
    { key: 'evidence', label: 'Evidence', type: 'json', sql: 'a.evidence' },
    { key: 'decided_at', label: 'Decided', type: 'timestamp', sql: 'a.decided_at' },
    { key: 'decided_by', label: 'Decided by', type: 'text', sql: `u.first_name || ' ' || u.last_name` },
    { key: 'id', label: 'ID', type: 'text', sql: 'a.id' },
  ],
  filters: [
    searchFilter([{ columns: ['a.subject', 'a.reason'] }], 'Subject or reason'),
    choiceFilter('kind', 'Kind', 'a.kind', adviceKinds),
    choiceFilter('status', 'Status', 'a.status', adviceStatuses),
    idsFilter('a.id'),
  ],
  defaultSort: [{ column: 'found_at', direction: 'desc' }],
}
