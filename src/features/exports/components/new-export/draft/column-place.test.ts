import { expect, it } from 'vitest'
import { withColumnAt } from './column-place.ts'

it('another column stands where one is gone, or last of those in the file', () => {
  const column = (key: string, isIncluded: boolean) => ({
    ...{ key, isIncluded, position: 0, label: key, name: key, type: 'text', masked: false },
  })
  const columns = [column('b', true), column('a', false), column('c', false)]
  const keys = (list: typeof columns) => list.map(({ key, isIncluded }) => `${key}${isIncluded ? '+' : ''}`)
  expect(keys(withColumnAt(columns, 'c', 0))).toEqual(['c+', 'b+', 'a'])
  expect(keys(withColumnAt(columns, 'a', 9))).toEqual(['b+', 'a+', 'c'])
  expect(withColumnAt(columns, 'gone', 0)).toBe(columns)
})
