import { countStatuses } from '#src/lib/db/schema/company/counts.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { timestampRange } from '../../definition/ranges.ts'
import { columnsBehind, indexedColumns, searchFilter } from '../../definition/search.ts'

/** A blind count says nothing of its differences before its review. */
const differing = `(case when c.is_blind and c.status in ('open', 'counting') then null else (
  select count(*)::integer from stock_count_lines l
  where l.tenant_id = c.tenant_id and l.count_id = c.id and l.counted <> l.expected) end)`

export const stockCounts: Dataset = {
  key: 'stock_counts',
  label: 'Stock counts',
  description: 'Every stock-take: where it counted, how far it has come, and on how many lines it differed.',
  permission: 'datasets.stock_counts.read',
  canBeHandedOn: true,
  from: `stock_counts c join locations w on w.tenant_id = c.tenant_id and w.id = c.location_id
    left join users u on u.id = c.created_by left join users o on o.id = c.posted_by`,
  primaryKey: ['c.id'],
  columns: [
    { key: 'count_no', label: 'Count no.', type: 'text', sql: 'c.count_no' },
    { key: 'created_at', label: 'Created', type: 'timestamp', sql: 'c.created_at' },
    { key: 'location', label: 'Location', type: 'text', sql: 'w.name' },
    { key: 'scope', label: 'Counts', type: 'text', sql: 'c.scope' },
    { key: 'category', label: 'Category', type: 'text', sql: 'c.category' },
    { key: 'status', label: 'Status', type: 'text', sql: 'c.status' },
    { key: 'is_blind', label: 'Blind', type: 'boolean', sql: 'c.is_blind' },
    { key: 'lines', label: 'Lines', type: 'integer', sql: 'c.lines' },
    { key: 'counted', label: 'Counted', type: 'integer', sql: 'c.counted' },
    { key: 'differing', label: 'Differing', type: 'integer', sql: differing },
    { key: 'note', label: 'Note', type: 'text', sql: 'c.note' },
    { key: 'created_by', label: 'Created by', type: 'text', sql: `(u.first_name || ' ' || u.last_name)` },
    { key: 'posted_by', label: 'Posted by', type: 'text', sql: `(o.first_name || ' ' || o.last_name)` },
    { key: 'started_at', label: 'Started', type: 'timestamp', sql: 'c.started_at' },
    { key: 'submitted_at', label: 'In review since', type: 'timestamp', sql: 'c.submitted_at' },
    { key: 'posted_at', label: 'Posted', type: 'timestamp', sql: 'c.posted_at' },
    { key: 'cancelled_at', label: 'Cancelled', type: 'timestamp', sql: 'c.cancelled_at' },
    { key: 'id', label: 'ID', type: 'text', sql: 'c.id' },
  ],
  filters: [
    searchFilter(
      [
        indexedColumns('c.id', 'search_stock_counts', ['c.count_no', 'c.note']),
        columnsBehind('c.location_id', { from: 'locations w', id: 'w.id' }, ['w.name']),
      ],
      'Count no., note or location',
    ),
    choiceFilter('status', 'Status', 'c.status', countStatuses),
    ...timestampRange('Created', 'c.created_at'),
    valuesFilter('location', 'Location', 'w.name'),
    valuesFilter('category', 'Category', 'c.category'),
    valuesFilter('count_no', 'Count no.', 'c.count_no'),
    idsFilter('c.id'),
  ],
  defaultSort: [{ column: 'created_at', direction: 'desc' }],
  freshness: { column: 'created_at', means: 'newest' },
}
