import { policyNames } from '#src/lib/db/schema/onboarding/flows.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, flagFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { timestampRange } from '../../definition/ranges.ts'
import { searchFilter } from '../../definition/search.ts'

export const decisions: Dataset = {
  key: 'decisions',
  label: 'Onboarding decisions',
  description: 'Each recommended step: out of which, how likely it was chosen, why, and what came of it.',
  permission: 'datasets.decisions.read',
  canBeHandedOn: false,
  from: `decisions d join journeys j on j.tenant_id = d.tenant_id and j.id = d.journey_id
    join flows f on f.id = j.flow_id join steps s on s.id = d.step_id`,
  primaryKey: ['d.id'],
  columns: [
    { key: 'created_at', label: 'Recommended', type: 'timestamp', sql: 'd.created_at' },
    { key: 'flow', label: 'Flow', type: 'text', sql: 'f.name' },
    { key: 'step', label: 'Step', type: 'text', sql: 's.step_key' },
    { key: 'policy', label: 'Policy', type: 'text', sql: 'd.policy' },
    { key: 'model_version', label: 'Model', type: 'integer', sql: 'd.model_version', addsUp: false },
    {
      key: 'propensity',
      label: 'Propensity',
      type: 'decimal',
      scale: 6,
      sql: 'round(d.propensity::numeric, 6)',
      addsUp: false,
    },
    { key: 'eligible', label: 'Out of', type: 'text', sql: `array_to_string(d.eligible, ', ')` },
    { key: 'reason', label: 'Reason', type: 'text', sql: 'd.reason' },
    { key: 'is_held_out', label: 'Held out', type: 'boolean', sql: 'j.is_held_out' },
    { key: 'reward', label: 'Completed', type: 'integer', sql: 'd.reward' },
    { key: 'rewarded_at', label: 'Known since', type: 'timestamp', sql: 'd.rewarded_at' },
    { key: 'context', label: 'Context', type: 'json', sql: 'd.context' },
    { key: 'journey_id', label: 'Journey ID', type: 'text', sql: 'd.journey_id' },
    { key: 'id', label: 'ID', type: 'text', sql: 'd.id' },
  ],
  filters: [
    searchFilter([{ columns: ['f.name', 's.step_key', 'd.reason'] }], 'Flow, step or reason'),
    choiceFilter('policy', 'Policy', 'd.policy', policyNames),
    valuesFilter('flow', 'Flow', 'f.name'),
    flagFilter('is_held_out', 'Held out', 'j.is_held_out', {
      yes: 'those who always get the fixed order',
      no: 'those who get recommendations',
    }),
    ...timestampRange('Recommended', 'd.created_at'),
    idsFilter('d.id'),
  ],
  defaultSort: [{ column: 'created_at', direction: 'desc' }],
  freshness: { column: 'created_at', means: 'newest' },
}
