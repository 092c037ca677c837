import { forecastGrains } from '#src/lib/db/schema/insights/forecasts.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { dateRange } from '../../definition/ranges.ts'
import { searchFilter } from '../../definition/search.ts'

export const forecasts: Dataset = {
  key: 'forecasts',
  label: 'Forecasts',
  description: 'Every period of every forecast: what is expected, between which limits, and what came.',
  permission: 'datasets.forecasts.read',
  canBeHandedOn: true,
  from: `forecast_points p join forecast_series s on s.tenant_id = p.tenant_id and s.id = p.series_id
    join forecast_runs r on r.tenant_id = s.tenant_id and r.id = s.run_id`,
  primaryKey: ['p.series_id', 'p.step'],
  columns: [
    { key: 'forecast', label: 'Forecast', type: 'text', sql: 'r.name' },
    { key: 'dataset', label: 'Dataset', type: 'text', sql: 'r.dataset' },
    { key: 'measure', label: 'Measure', type: 'text', sql: 'r.measure' },
    { key: 'grain', label: 'Period', type: 'text', sql: 'r.grain' },
    { key: 'as_of', label: 'As of', type: 'date', sql: 'r.as_of' },
    { key: 'series', label: 'Series', type: 'text', sql: 's.label' },
    { key: 'starts_on', label: 'Period from', type: 'date', sql: 'p.starts_on' },
    { key: 'step', label: 'Periods ahead', type: 'integer', sql: 'p.step', addsUp: false },
    number('expected', 'Expected', 'p.mean'),
    number('lower_80', 'Lower 80 %', 'p.lower_80'),
    number('upper_80', 'Upper 80 %', 'p.upper_80'),
    number('lower_95', 'Lower 95 %', 'p.lower_95'),
    number('upper_95', 'Upper 95 %', 'p.upper_95'),
    number('actual', 'Actual', 'p.actual'),
    { key: 'method', label: 'Method', type: 'text', sql: 's.method' },
    { key: 'forecast_id', label: 'Forecast ID', type: 'text', sql: 'r.id' },
    { key: 'series_id', label: 'Series ID', type: 'text', sql: 's.id' },
  ],
  filters: [
    searchFilter([{ columns: ['r.name', 's.label'] }], 'Forecast or series'),
    ...dateRange('Period', 'p.starts_on'),
    choiceFilter('grain', 'Period length', 'r.grain', forecastGrains),
    valuesFilter('measure', 'Measure', 'r.measure'),
    valuesFilter('forecast_id', 'Forecast ID', 'r.id::text'),
    idsFilter('p.series_id'),
  ],
  defaultSort: [{ column: 'starts_on', direction: 'desc' }],
  freshness: { column: 'as_of', means: 'newest' },
}

/** Periods of different series, and of different forecasts of one, are not to be added up. */
function number(key: string, label: string, sql: string) {
  return { key, label, type: 'decimal' as const, scale: 4, sql: `round((${sql})::numeric, 4)`, addsUp: false }
}
