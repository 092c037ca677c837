import { datasets, findDataset } from '#src/features/datasets/catalog/index.ts'
import type { Dataset, Measure, SeriesKey } from '#src/features/datasets/definition/definition.ts'
import { planFilters } from '#src/features/datasets/rows/plan.ts'
import { type FieldError, invalidRequest, notOneOf } from '#src/lib/errors.ts'
import { type Grain, grains } from './grains.ts'

export interface Asked {
  name?: string | undefined
  dataset: string
  measure: string
  keys: string[]
  grain: Grain
  filters: Record<string, unknown>
  horizon?: number | undefined
  as_of?: string | undefined
}

/** A request whose every name is known. */
export interface SeriesPlan {
  name: string
  dataset: Dataset
  measure: Measure
  keys: SeriesKey[]
  filters: Record<string, unknown>
  filtersInWords: string[]
  horizon: number
  asOf: string
}

/** Datasets that have something to forecast. */
export function forecastableDatasets(): Dataset[] {
  return datasets.filter(({ series }) => series !== undefined)
}

/** Where the history ends is said by `as_of`, and how long it is by the grain. */
const timeFilters = ['period', 'date_from', 'date_to']

/** Throws `invalid_request` naming every wrong field with what is allowed there. */
export function planSeries(asked: Asked, timeZone: string, at: Date): SeriesPlan {
  const dataset = findDataset(asked.dataset)
  const { series } = dataset ?? {}
  if (!dataset || !series) throw invalidRequest([notOneOf('dataset', forecastableDatasets())])
  const problems: FieldError[] = []
  const measure = series.measures.find(({ key }) => key === asked.measure)
  if (!measure) problems.push(notOneOf('measure', series.measures))
  const keys = asked.keys.flatMap((key, index) => {
    const found = series.keys.find((one) => one.key === key)
    const path = `keys.${index}`
    if (!found) problems.push(notOneOf(path, series.keys))
    else if (asked.keys.indexOf(key) < index)
      problems.push({ path, code: 'duplicate', message: `${key} is named twice` })
    return found ? [found] : []
  })
  for (const key of timeFilters.filter((one) => one in asked.filters))
    problems.push({
      path: `filters.${key}`,
      code: 'invalid_value',
      message: 'must be left out: as_of says where the history ends',
    })
  const grain = grains[asked.grain]
  const { horizon = grain.horizon } = asked
  if (horizon < 1 || horizon > grain.mostHorizon)
    problems.push({
      path: 'horizon',
      code: 'invalid_value',
      message: `must be from 1 to ${grain.mostHorizon} for the grain ${asked.grain}`,
    })
  const today = todayIn(timeZone, at)
  const { as_of: asOf = today } = asked
  if (asOf > today || asOf < '1900-01-01')
    problems.push({ path: 'as_of', code: 'invalid_value', message: `must be from 1900-01-01 to ${today}` })
  const planned = planFilters(dataset, asked.filters, { at, timeZone }, problems)
  if (problems.length > 0 || !measure) throw invalidRequest(problems)
  const name = asked.name ?? nameOf(measure, keys)
  return { name, dataset, measure, keys, ...planned, horizon, asOf }
}

/** The day in a zone, as YYYY-MM-DD. */
export function todayIn(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at)
}

function nameOf(measure: Measure, keys: SeriesKey[]): string {
  const by = keys.map(({ label }) => label.toLowerCase()).join(' and ')
  return by ? `${measure.label} by ${by}` : measure.label
}
