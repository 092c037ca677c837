import { describe, expect, it } from 'vitest'
import { checkExpression, namesIn, type UsableColumn } from './check.ts'

const columns: UsableColumn[] = [
  { key: 'quantity', type: 'integer', masked: false },
  { key: 'price', type: 'money', scale: 2, masked: false },
  { key: 'city', type: 'text', masked: false },
  { key: 'sold_on', type: 'date', masked: false },
  { key: 'iban', type: 'text', masked: true },
  { key: 'data', type: 'json', masked: false },
]
const check = (text: string) => checkExpression(text, columns)

function compiled(text: string) {
  const values: unknown[] = []
  const sql = check(text).sql(
    (key) => `t.${key}`,
    (value) => `$${values.push(value)}`,
  )
  return { sql, values }
}

describe('an expression', () => {
  it.each([
    ['quantity + 1', 'number', 0],
    ['price + 0.125', 'number', 3],
    ['price * price', 'number', 4],
    ['price / quantity', 'number', 6],
    ['round(price / quantity, 1)', 'number', 1],
    ['round(price)', 'number', 0],
    ['year(sold_on)', 'number', 0],
    ["concat(city, ' ', price)", 'text', 0],
    ["if(price >= 10, 'dear', city)", 'text', 0],
    ['coalesce(sold_on, sold_on)', 'date', 0],
    ['if(quantity <> 0, price, quantity)', 'number', 2],
  ])('%s has a type: %s with %s places', (text, kind, scale) => {
    expect(check(text)).toMatchObject({ kind, scale })
  })

  it('becomes SQL in which every value is bound, in the order of the operators', () => {
    expect(compiled("if(city = 'O''Hara; drop', 2 - price * -3 - 1, price / 0)")).toEqual({
      sql:
        'case when ((t.city)::text collate "default" = $1::text) ' +
        'then (($2::numeric - ((t.price)::numeric * (- $3::numeric))) - $4::numeric) ' +
        'else ((t.price)::numeric / nullif($5::numeric, 0)) end',
      values: ["O'Hara; drop", '2', '3', '1', '0'],
    })
    expect(check('price * quantity + price').uses).toEqual(['price', 'quantity'])
    expect(namesIn('price + (quantity')).toEqual([])
  })

  it.each([
    ['', 1, "Expected a column, a number, a 'text' or a function"],
    ['price +', 8, "Expected a column, a number, a 'text' or a function"],
    ['price price', 7, 'Expected an operator or the end'],
    ['(price', 7, 'Expected )'],
    ['price; drop', 6, 'Unexpected character ;'],
    ["'open", 1, "Unexpected character '"],
    ['cost * 2', 1, 'There is no column cost; use quantity, price, city, sold_on'],
    [
      'pg_sleep(1)',
      1,
      'There is no pg_sleep; use round, concat, if, coalesce, year, quarter, month, week, day, hour',
    ],
    ['constructor(1)', 1, 'There is no constructor; use'],
    ['2 * iban', 5, 'iban is masked for your role, so nothing can be computed from it'],
    ['concat(data)', 8, 'data is JSON, which nothing can be computed from'],
    ['price + city', 9, 'Expected a number, but this is text'],
    ['price = city', 9, 'Expected a number, but this is text'],
    ['price > 1', 1, 'This is a condition; use if(condition, then, otherwise)'],
    ['if(price, 1, 2)', 4, 'Expected a condition, but this is a number'],
    ['round(price, quantity)', 14, 'Expected a whole number of places from 0 to 10'],
    ['round()', 1, 'Write it as round(number, places)'],
    [`${'('.repeat(60)}1`, 42, 'Parentheses are nested too deeply'],
  ])('%s is refused, and where is said', (text, at, message) => {
    expect(() => check(text)).toThrow(
      expect.objectContaining({ at, message: expect.stringContaining(message) }),
    )
  })
})
