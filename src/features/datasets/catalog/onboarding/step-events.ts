import { eventKinds } from '#src/lib/db/schema/onboarding/journeys.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, flagFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { timestampRange } from '../../definition/ranges.ts'
import { searchFilter } from '../../definition/search.ts'
import { learnerSql } from './learner.ts'

export const stepEvents: Dataset = {
  key: 'step_events',
  label: 'Onboarding events',
  description: 'What happened in each journey: steps viewed, started, completed, skipped and dismissed.',
  permission: 'datasets.step_events.read',
  canBeHandedOn: false,
  from: `step_events e join journeys j on j.tenant_id = e.tenant_id and j.id = e.journey_id
    join flows f on f.id = j.flow_id left join users u on u.id = j.user_id
    left join steps s on s.id = e.step_id`,
  primaryKey: ['e.id'],
  columns: [
    { key: 'occurred_at', label: 'Happened', type: 'timestamp', sql: 'e.occurred_at' },
    { key: 'flow', label: 'Flow', type: 'text', sql: 'f.name' },
    { key: 'step', label: 'Step', type: 'text', sql: 's.step_key' },
    { key: 'kind', label: 'Event', type: 'text', sql: 'e.kind' },
    { key: 'learner', label: 'Learner', type: 'text', sql: learnerSql },
    { key: 'is_prior', label: 'Done before', type: 'boolean', sql: 'e.is_prior' },
    { key: 'journey_id', label: 'Journey ID', type: 'text', sql: 'e.journey_id' },
    { key: 'event_id', label: 'Event ID', type: 'text', sql: 'e.event_id' },
    { key: 'created_at', label: 'Stored', type: 'timestamp', sql: 'e.created_at' },
    { key: 'id', label: 'ID', type: 'text', sql: 'e.id' },
  ],
  filters: [
    searchFilter([{ columns: ['f.name', 's.step_key', 'j.learner'] }], 'Flow, step or learner'),
    choiceFilter('kind', 'Event', 'e.kind', eventKinds),
    valuesFilter('flow', 'Flow', 'f.name'),
    valuesFilter('learner', 'Learner', learnerSql),
    flagFilter('is_prior', 'Done before', 'e.is_prior', {
      yes: 'done before the journey began',
      no: 'done in the journey',
    }),
    ...timestampRange('Happened', 'e.occurred_at'),
    idsFilter('e.id'),
  ],
  defaultSort: [{ column: 'created_at', direction: 'desc' }],
  freshness: { column: 'created_at', means: 'newest' },
}
