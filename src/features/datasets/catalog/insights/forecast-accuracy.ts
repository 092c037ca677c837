import { forecastGrains } from '#src/lib/db/schema/insights/forecasts.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { dateRange } from '../../definition/ranges.ts'
import { searchFilter } from '../../definition/search.ts'

export const forecastAccuracy: Dataset = {
  key: 'forecast_accuracy',
  label: 'Forecast accuracy',
  description: 'How far off each forecast series was, by the periods that have ended.',
  permission: 'datasets.forecast_accuracy.read',
  canBeHandedOn: true,
  from: `forecast_series s join forecast_runs r on r.tenant_id = s.tenant_id and r.id = s.run_id
    and r.periods_scored > 0`,
  primaryKey: ['s.id'],
  columns: [
    { key: 'forecast', label: 'Forecast', type: 'text', sql: 'r.name' },
    { key: 'measure', label: 'Measure', type: 'text', sql: 'r.measure' },
    { key: 'grain', label: 'Period', type: 'text', sql: 'r.grain' },
    { key: 'as_of', label: 'As of', type: 'date', sql: 'r.as_of' },
    { key: 'series', label: 'Series', type: 'text', sql: 's.label' },
    { key: 'method', label: 'Method', type: 'text', sql: 's.method' },
    { key: 'periods', label: 'Periods ended', type: 'integer', sql: 's.periods_scored', addsUp: false },
    number('mase', 'MASE', 's.mase'),
    number('smape', 'sMAPE in %', 's.smape'),
    number('bias', 'Bias', 's.bias'),
    number('coverage_80', 'Within 80 %', 's.coverage_80'),
    number('coverage_95', 'Within 95 %', 's.coverage_95'),
    number('backtest_smape', 'sMAPE of the back-test in %', 's.backtest_smape'),
    { key: 'forecast_id', label: 'Forecast ID', type: 'text', sql: 'r.id' },
    { key: 'id', label: 'ID', type: 'text', sql: 's.id' },
  ],
  filters: [
    searchFilter([{ columns: ['r.name', 's.label'] }], 'Forecast or series'),
    ...dateRange('As of', 'r.as_of'),
    choiceFilter('grain', 'Period length', 'r.grain', forecastGrains),
    valuesFilter('method', 'Method', 's.method'),
    valuesFilter('forecast_id', 'Forecast ID', 'r.id::text'),
    idsFilter('s.id'),
  ],
  defaultSort: [{ column: 'as_of', direction: 'desc' }],
  freshness: { column: 'as_of', means: 'newest' },
}

function number(key: string, label: string, sql: string) {
  return { key, label, type: 'decimal' as const, scale: 4, sql: `round((${sql})::numeric, 4)`, addsUp: false }
}
