import { describe, expect, it } from 'vitest'
import { datasets } from '#src/features/datasets/catalog/index.ts'
import { builtInTemplates, findBuiltIn, galleryFor } from './gallery.ts'
import { problemsOf } from './loss.ts'

/** Datasets that know relative days; for the others templates with a period wait. */
const knowsPeriods = (type: string) =>
  datasets.some(({ key, filters }) => key === type && filters.some((filter) => filter.key === 'period'))

describe('the gallery', () => {
  it('has at least ten templates, each with a name and an id of its own', () => {
    expect(builtInTemplates.length).toBeGreaterThanOrEqual(10)
    expect(new Set(builtInTemplates.map(({ id }) => id)).size).toBe(builtInTemplates.length)
    expect(new Set(builtInTemplates.map(({ name }) => name)).size).toBe(builtInTemplates.length)
    for (const template of builtInTemplates) expect(findBuiltIn(template.id)).toBe(template)
  })

  it('fits every dataset that there is: a renamed column or filter breaks this test', () => {
    for (const template of builtInTemplates) {
      const dataset = datasets.find(({ key }) => key === template.export_type)
      if (!dataset || ('period' in template.filters && !knowsPeriods(dataset.key))) continue
      expect([template.name, problemsOf(template, dataset)]).toEqual([template.name, []])
    }
  })

  it('offers only what the reader may read and what fits', () => {
    const sales = datasets.filter(({ key }) => key === 'sales')
    expect(new Set(galleryFor(sales).map(({ export_type }) => export_type))).toEqual(new Set(['sales']))
    const renamed = sales.map((dataset) => ({
      ...dataset,
      columns: dataset.columns.filter(({ key }) => key !== 'customer_name'),
    }))
    expect(galleryFor(renamed).length).toBeLessThan(galleryFor(sales).length)
    expect(galleryFor([])).toEqual([])
  })
})
