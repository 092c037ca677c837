import { describe, expect, it } from 'vitest'
import { findDataset } from '#src/features/datasets/catalog/index.ts'
import { problemsOf, type TemplateRequest, withoutLost } from './loss.ts'

const sales = findDataset('sales')!
const whole: TemplateRequest = {
  export_type: 'sales',
  format: 'csv',
  columns: ['order_no', { key: 'amount', label: 'Total' }, 'region'],
  filters: { status: 'shipped', region: 'West' },
  sort: [{ column: 'order_no', direction: 'asc' }],
  options: { preset: 'excel', time_zone: 'Europe/Berlin' },
}

/** The dataset after somebody took something away. */
const without = (kind: 'columns' | 'filters', key: string) => ({
  ...sales,
  [kind]: sales[kind].filter((one) => one.key !== key),
})

describe('a template', () => {
  it('that fits has no problem', () => {
    expect(problemsOf(whole, sales)).toEqual([])
  })

  it('tells a column that vanished, under its own name or another', () => {
    expect(problemsOf(whole, without('columns', 'amount'))).toEqual([
      { part: 'column', key: 'amount', reason: 'gone', message: 'The column amount no longer exists.' },
    ])
  })

  it('tells a column to sort by apart from the column itself', () => {
    const problems = problemsOf(whole, without('columns', 'order_no'))
    expect(problems.map(({ part, key }) => [part, key])).toEqual([
      ['column', 'order_no'],
      ['sort', 'order_no'],
    ])
  })

  it('tells a column that the reader may not see apart from one that is gone', () => {
    const visible = new Set(['order_no', 'region'])
    expect(problemsOf(whole, sales, visible)).toMatchObject([{ key: 'amount', reason: 'hidden' }])
  })

  it('tells a filter that vanished, and one whose value is no longer allowed', () => {
    expect(problemsOf(whole, without('filters', 'region'))).toMatchObject([
      { part: 'filter', key: 'region', reason: 'gone' },
    ])
    const odd = { ...whole, filters: { status: 'paused' } }
    expect(problemsOf(odd, sales)).toMatchObject([{ part: 'filter', key: 'status', reason: 'invalid' }])
  })

  it('tells options and formats that vanished', () => {
    const options = { preset: 'lotus', quote_marks: 'none' }
    expect(problemsOf({ ...whole, options }, sales).map(({ key, reason }) => [key, reason])).toEqual(
      expect.arrayContaining([
        ['preset', 'invalid'],
        ['quote_marks', 'gone'],
      ]),
    )
    expect(problemsOf({ ...whole, format: 'wk1' }, sales)).toMatchObject([{ part: 'format', key: 'wk1' }])
  })

  it('of a dataset that vanished has that one problem', () => {
    expect(problemsOf(whole, undefined)).toMatchObject([{ part: 'dataset', key: 'sales' }])
  })

  it('runs on without its lost columns and options, and keeps a lost filter to be refused', () => {
    const dataset = { ...without('columns', 'order_no'), filters: without('filters', 'region').filters }
    const template = { ...whole, options: { preset: 'lotus' } }
    expect(withoutLost(template, problemsOf(template, dataset))).toEqual({
      ...template,
      columns: [{ key: 'amount', label: 'Total' }, 'region'],
      sort: [],
      options: {},
    })
  })
})
