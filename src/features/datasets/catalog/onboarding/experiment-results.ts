import { policyNames } from '#src/lib/db/schema/onboarding/flows.ts'
import type { Dataset, DatasetColumn } from '../../definition/definition.ts'
import { choiceFilter, idsFilter } from '../../definition/filters.ts'
import { searchFilter } from '../../definition/search.ts'

/** Half of a 95 % interval of a normal distribution, in standard deviations. */
const deviations95 = 1.959964

const share = (key: string, label: string, sql: string): DatasetColumn => ({
  ...{ key, label, type: 'decimal', scale: 6, addsUp: false },
  sql: `round((${sql})::numeric, 6)`,
})

const lift = 'r.recommended - r.held_out'
const half = `${deviations95} * sqrt(r.recommended_variance / r.recommended_count + r.held_out_variance / r.held_out_count)`

export const experimentResults: Dataset = {
  key: 'experiment_results',
  label: 'Onboarding experiments',
  description:
    'Of each flow: how often recommended steps are completed, how often in the fixed order, and the difference with its 95 % interval.',
  permission: 'datasets.experiment_results.read',
  canBeHandedOn: true,
  from: `flows f cross join lateral (
      select count(*) filter (where recommended) as recommended_count,
        count(*) filter (where is_held_out) as held_out_count,
        avg(reward) filter (where recommended) as recommended, avg(reward) filter (where is_held_out) as held_out,
        var_samp(reward) filter (where recommended) as recommended_variance,
        var_samp(reward) filter (where is_held_out) as held_out_variance
      from (
        select j.is_held_out, not j.is_held_out and d.policy <> 'fixed_order' as recommended, d.reward::float8
        from decisions d join journeys j on j.tenant_id = d.tenant_id and j.id = d.journey_id
        where j.tenant_id = f.tenant_id and j.flow_id = f.id and d.reward is not null and d.context <> '{}'
          and d.created_at >= coalesce(f.learns_since, '-infinity')) d) r`,
  primaryKey: ['f.id'],
  columns: [
    { key: 'flow', label: 'Flow', type: 'text', sql: 'f.name' },
    { key: 'policy', label: 'Policy', type: 'text', sql: 'f.policy' },
    { key: 'learns_since', label: 'Learns since', type: 'timestamp', sql: 'f.learns_since' },
    { key: 'recommended_count', label: 'Recommended', type: 'integer', sql: 'r.recommended_count' },
    share('recommended', 'Completed of recommended', 'r.recommended'),
    { key: 'held_out_count', label: 'In the fixed order', type: 'integer', sql: 'r.held_out_count' },
    share('held_out', 'Completed in the fixed order', 'r.held_out'),
    share('lift', 'Lift', lift),
    share('lift_low', 'Lift at least', `${lift} - ${half}`),
    share('lift_high', 'Lift at most', `${lift} + ${half}`),
    { key: 'id', label: 'Flow ID', type: 'text', sql: 'f.id' },
  ],
  filters: [
    searchFilter([{ columns: ['f.name'] }], 'Flow'),
    choiceFilter('policy', 'Policy', 'f.policy', policyNames),
    idsFilter('f.id'),
  ],
  defaultSort: [{ column: 'flow', direction: 'asc' }],
}
