import { describe, expect, it } from 'vitest'
import type { TenantId } from '#src/lib/context.ts'
import { findDataset } from '../catalog/index.ts'
import { compileQuery, copyTemplate } from './sql.ts'

const dataset = findDataset('sales')!
const columns = dataset.columns
  .filter(({ key }) => ['order_no', 'amount'].includes(key))
  .map((column) => ({ ...column, masked: false }))
const tenantId = '01980000-0000-7000-8000-000000000001' as TenantId
const plain = { tenantId, dataset, columns, filters: {}, sort: [] }

describe('the query of an export', () => {
  it('takes the columns in their order, then the key as text, and sorts by the key last', () => {
    const { text, values } = compileQuery({ ...plain, sort: [{ column: 'amount', direction: 'desc' }] })
    expect(text.split('\n')[0]).toBe('select s.order_no, s.amount, (s.id)::text')
    expect(text.split('\n').at(-1)).toBe('order by s.amount desc, s.id')
    expect(values).toEqual([tenantId])
  })

  it('never holds a value in its text', () => {
    const hostile = `x'; drop table sales; -- $1 %L`
    const { text, values } = compileQuery({ ...plain, filters: { region: hostile, search: hostile } })
    expect(text).not.toContain('drop table')
    expect(values.join('\n')).toContain('drop')
    const places = [...text.matchAll(/\$(\d+)/g)].map(([, place]) => Number(place))
    expect([...new Set(places)].sort((a, b) => a - b)).toEqual(values.map((_, index) => index + 1))
  })

  it('writes several values as one array, whatever is in them', () => {
    const { values } = compileQuery({ ...plain, filters: { region: ['a', 'b"c', 'd\\e', '{f,g}'] } })
    expect(values).toEqual([tenantId, '{"a","b\\"c","d\\\\e","{f,g}"}'])
  })

  it('masks all but the last four characters, and short values whole', () => {
    const masked = columns.map((column) => ({ ...column, masked: column.key === 'order_no' }))
    const { text } = compileQuery({ ...plain, columns: masked })
    expect(text).toContain(`when length((s.order_no)::text) > 8 then '••••' || right((s.order_no)::text, 4)`)
    expect(text).not.toContain('select s.order_no,')
  })

  it('becomes a template for COPY in which a percent sign stays one', () => {
    const template = copyTemplate({
      text: `select 1 % 2 where a = $1 and b like '50%' and c = $12`,
      values: [],
    })
    expect(template).toBe(`copy (select 1 %% 2 where a = %1$L and b like '50%%' and c = %12$L) to stdout`)
  })
})
