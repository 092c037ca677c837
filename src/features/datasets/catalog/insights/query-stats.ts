import type { Dataset } from '../../definition/definition.ts'
import { idsFilter } from '../../definition/filters.ts'
import { searchFilter } from '../../definition/search.ts'

export const queryStats: Dataset = {
  key: 'query_stats',
  label: 'Statements of the database',
  description: 'Every statement that the database has run: how often, and how long it took.',
  permission: 'datasets.query_stats.read',
  canBeHandedOn: false,
  from: 'query_stats q',
  primaryKey: ['q.id'],
  columns: [
    { key: 'query', label: 'Statement', type: 'text', sql: 'q.query' },
    { key: 'calls', label: 'Calls', type: 'integer', sql: 'q.calls' },
    {
      key: 'total_ms',
      label: 'Milliseconds',
      type: 'decimal',
      scale: 3,
      sql: 'round(q.total_ms::numeric, 3)',
    },
    {
      ...{ key: 'mean_ms', label: 'Milliseconds per call', type: 'decimal', scale: 3, addsUp: false },
      sql: 'round((q.total_ms / nullif(q.calls, 0))::numeric, 3)',
    },
    { key: 'rows', label: 'Rows', type: 'integer', sql: 'q.rows' },
    { key: 'first_seen_at', label: 'First seen', type: 'timestamp', sql: 'q.first_seen_at' },
    { key: 'last_seen_at', label: 'Last seen', type: 'timestamp', sql: 'q.last_seen_at' },
    { key: 'fingerprint', label: 'Fingerprint', type: 'text', sql: 'q.fingerprint' },
    { key: 'id', label: 'ID', type: 'text', sql: 'q.id' },
  ],
  filters: [searchFilter([{ columns: ['q.query'] }], 'Statement'), idsFilter('q.id')],
  defaultSort: [{ column: 'total_ms', direction: 'desc' }],
}
