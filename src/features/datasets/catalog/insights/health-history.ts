import { sampleSteps } from '#src/lib/db/schema/insights/database-samples.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter } from '../../definition/filters.ts'
import { searchFilter } from '../../definition/search.ts'

const count = (key: string, label: string, sql = `s.${key}`) =>
  ({ key, label, type: 'integer', sql, addsUp: false }) as const

export const healthHistory: Dataset = {
  key: 'health_history',
  label: 'Health of the database',
  description: 'Connections, transactions, memory, deadlocks and size of the database over time.',
  permission: 'datasets.health_history.read',
  canBeHandedOn: false,
  from: 'database_samples s',
  primaryKey: ['s.id'],
  columns: [
    { key: 'at', label: 'At', type: 'timestamp', sql: 's.at' },
    { key: 'step', label: 'Step', type: 'text', sql: 's.step' },
    count('connections', 'Connections'),
    count('max_connections', 'Most connections'),
    count('active', 'Active'),
    count('idle_in_transaction', 'Idle in a transaction'),
    count('waiting_for_locks', 'Waiting for locks'),
    count(
      'oldest_transaction_seconds',
      'Oldest transaction in seconds',
      's.oldest_transaction_seconds::bigint',
    ),
    { key: 'oldest_transaction', label: 'Oldest transaction', type: 'text', sql: 's.oldest_transaction' },
    count('blocks_hit', 'Blocks from memory'),
    count('blocks_read', 'Blocks from disk'),
    count('deadlocks', 'Deadlocks'),
    count('temp_bytes', 'Bytes of temporary files'),
    count('database_bytes', 'Bytes of the database'),
    count('live_rows', 'Rows'),
    count('dead_rows', 'Deleted rows'),
    count('disk_free_bytes', 'Free bytes of the disk'),
    { key: 'id', label: 'ID', type: 'text', sql: 's.id' },
  ],
  filters: [
    searchFilter([{ columns: ['s.oldest_transaction'] }], 'Oldest transaction'),
    choiceFilter('step', 'Step', 's.step', sampleSteps),
    idsFilter('s.id'),
  ],
  defaultSort: [{ column: 'at', direction: 'desc' }],
  freshness: { column: 'at', means: 'newest' },
}
