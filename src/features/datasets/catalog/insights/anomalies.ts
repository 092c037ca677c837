import { anomalyKinds, anomalyStatuses } from '#src/lib/db/schema/insights/anomalies.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter } from '../../definition/filters.ts'
import { dateRange } from '../../definition/ranges.ts'
import { searchFilter } from '../../definition/search.ts'

export const anomalies: Dataset = {
  key: 'anomalies',
  label: 'Anomalies',
  description: 'What was not as expected, with its reason and what somebody decided about it.',
  permission: 'datasets.anomalies.read',
  canBeHandedOn: true,
  from: 'anomalies a left join users u on u.id = a.decided_by',
  primaryKey: ['a.id'],
  columns: [
    { key: 'found_at', label: 'Found', type: 'timestamp', sql: 'a.found_at' },
    { key: 'occurred_on', label: 'Occurred', type: 'date', sql: 'a.occurred_on' },
    { key: 'kind', label: 'Kind', type: 'text', sql: 'a.kind' },
    { key: 'subject', label: 'Subject', type: 'text', sql: 'a.subject' },
    {
      key: 'score',
      label: 'Score',
      type: 'decimal',
      scale: 2,
      sql: 'round(a.score::numeric, 2)',
      addsUp: false,
    },
    { key: 'reason', label: 'Reason', type: 'text', sql: 'a.reason' },
    { key: 'evidence', label: 'Rows', type: 'json', sql: 'a.evidence' },
    { key: 'status', label: 'Status', type: 'text', sql: 'a.status' },
    { key: 'note', label: 'Note', type: 'text', sql: 'a.note' },
    { key: 'decided_by', label: 'Decided by', type: 'text', sql: `u.first_name || ' ' || u.last_name` },
    { key: 'decided_at', label: 'Decided', type: 'timestamp', sql: 'a.decided_at' },
    { key: 'id', label: 'ID', type: 'text', sql: 'a.id' },
  ],
  filters: [
    searchFilter([{ columns: ['a.subject', 'a.reason'] }], 'Subject or reason'),
    choiceFilter('status', 'Status', 'a.status', anomalyStatuses),
    choiceFilter('kind', 'Kind', 'a.kind', anomalyKinds),
    ...dateRange('Occurred', 'a.occurred_on'),
    idsFilter('a.id'),
  ],
  defaultSort: [{ column: 'found_at', direction: 'desc' }],
  freshness: { column: 'found_at', means: 'newest' },
}
