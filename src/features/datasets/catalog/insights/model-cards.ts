import { modelStatuses, modelTriggers } from '#src/lib/db/schema/insights/models.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter } from '../../definition/filters.ts'
import { dateRange } from '../../definition/ranges.ts'
import { searchFilter } from '../../definition/search.ts'

export const modelCards: Dataset = {
  key: 'model_cards',
  label: 'Model cards',
  description: 'Every model that was trained: its data, its figures, its limits, and whether it is in use.',
  permission: 'datasets.model_cards.read',
  canBeHandedOn: true,
  from: 'models m left join users u on u.id = m.activated_by',
  primaryKey: ['m.id'],
  columns: [
    { key: 'number', label: 'Model', type: 'integer', sql: 'm.number', addsUp: false },
    { key: 'kind', label: 'Kind', type: 'text', sql: 'm.kind' },
    { key: 'status', label: 'Status', type: 'text', sql: 'm.status' },
    { key: 'trigger', label: 'Trained', type: 'text', sql: 'm.trigger' },
    { key: 'as_of', label: 'As of', type: 'date', sql: 'm.as_of' },
    { key: 'data_from', label: 'Data from', type: 'date', sql: 'm.data_from' },
    { key: 'data_to', label: 'Data to', type: 'date', sql: 'm.data_to' },
    { key: 'lines_known', label: 'Lines', type: 'integer', sql: 'm.lines_known', addsUp: false },
    { key: 'lines_late', label: 'Lines late', type: 'integer', sql: 'm.lines_late', addsUp: false },
    { key: 'verdict', label: 'Verdict', type: 'text', sql: 'm.verdict' },
    { key: 'reason', label: 'Reason', type: 'text', sql: 'm.reason' },
    { key: 'tested', label: 'Figures', type: 'json', sql: 'm.tested' },
    { key: 'limits', label: 'Limits', type: 'text', sql: `array_to_string(m.limits, ' ')` },
    { key: 'seed', label: 'Seed', type: 'integer', sql: 'm.seed', addsUp: false },
    { key: 'code_version', label: 'Code version', type: 'text', sql: 'm.code_version' },
    { key: 'data_hash', label: 'Hash of the data', type: 'text', sql: 'm.data_hash' },
    { key: 'completed_at', label: 'Completed', type: 'timestamp', sql: 'm.completed_at' },
    { key: 'activated_at', label: 'Put to use', type: 'timestamp', sql: 'm.activated_at' },
    { key: 'activated_by', label: 'Put to use by', type: 'text', sql: `u.first_name || ' ' || u.last_name` },
    { key: 'id', label: 'ID', type: 'text', sql: 'm.id' },
  ],
  filters: [
    searchFilter([{ columns: ['m.reason'] }], 'Reason'),
    choiceFilter('status', 'Status', 'm.status', modelStatuses),
    choiceFilter('trigger', 'Trained', 'm.trigger', modelTriggers),
    ...dateRange('As of', 'm.as_of'),
    idsFilter('m.id'),
  ],
  defaultSort: [{ column: 'number', direction: 'desc' }],
  freshness: { column: 'as_of', means: 'newest' },
}
