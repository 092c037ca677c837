import { learnerKinds, policyNames, publishedStatuses } from '#src/lib/db/schema/onboarding/flows.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter } from '../../definition/filters.ts'
import { searchFilter } from '../../definition/search.ts'

export const flows: Dataset = {
  key: 'flows',
  label: 'Onboarding flows',
  description: 'Flows that lead people, whom they lead and how the next step is chosen.',
  permission: 'datasets.flows.read',
  canBeHandedOn: true,
  from: `flows f cross join lateral (
      select count(*) as steps from steps s where s.tenant_id = f.tenant_id and s.flow_id = f.id
        and s.flow_version = f.published_version) s
    cross join lateral (
      select count(*) as journeys, count(*) filter (where j.status = 'completed') as completed
      from journeys j where j.tenant_id = f.tenant_id and j.flow_id = f.id and j.status <> 'reset') j`,
  primaryKey: ['f.id'],
  columns: [
    { key: 'position', label: 'Position', type: 'integer', sql: 'f.position', addsUp: false },
    { key: 'name', label: 'Name', type: 'text', sql: 'f.name' },
    { key: 'description', label: 'Description', type: 'text', sql: 'f.description' },
    { key: 'learners', label: 'Learners', type: 'text', sql: 'f.learners' },
    { key: 'audience', label: 'Roles', type: 'text', sql: `array_to_string(f.audience, ', ')` },
    { key: 'status', label: 'Status', type: 'text', sql: 'f.status' },
    {
      key: 'published_version',
      label: 'Published version',
      type: 'integer',
      sql: 'f.published_version',
      addsUp: false,
    },
    { key: 'steps', label: 'Steps', type: 'integer', sql: 's.steps' },
    { key: 'journeys', label: 'Journeys', type: 'integer', sql: 'j.journeys' },
    { key: 'completed', label: 'Completed', type: 'integer', sql: 'j.completed' },
    { key: 'policy', label: 'Policy', type: 'text', sql: 'f.policy' },
    {
      key: 'hold_out_percent',
      label: 'Hold-out in percent',
      type: 'integer',
      sql: 'f.hold_out_percent',
      addsUp: false,
    },
    { key: 'learns_since', label: 'Learns since', type: 'timestamp', sql: 'f.learns_since' },
    { key: 'created_at', label: 'Created', type: 'timestamp', sql: 'f.created_at' },
    { key: 'updated_at', label: 'Changed', type: 'timestamp', sql: 'f.updated_at' },
    { key: 'id', label: 'ID', type: 'text', sql: 'f.id' },
  ],
  filters: [
    searchFilter([{ columns: ['f.name', 'f.description'] }], 'Name or description'),
    choiceFilter('learners', 'Learners', 'f.learners', learnerKinds),
    choiceFilter('status', 'Status', 'f.status', publishedStatuses),
    choiceFilter('policy', 'Policy', 'f.policy', policyNames),
    idsFilter('f.id'),
  ],
  defaultSort: [{ column: 'position', direction: 'asc' }],
  freshness: { column: 'updated_at', means: 'changed' },
}
