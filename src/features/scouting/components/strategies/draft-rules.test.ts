import { expect, it } from 'vitest'
import type { Node } from '../../strategies/rules.ts'
import { fromDraft, newCondition, toDraft, withField } from './draft-rules.ts'

it('rules come out of the form as they went into it, however deep they are', () => {
  const node: Node = {
    match: 'all',
    of: [
      { field: 'amount', op: 'lte', value: 50_000 },
      { field: 'score', op: 'gt', value: -125 },
      {
        match: 'not',
        of: [{ match: 'any', of: [{ field: 'supplier_tier', op: 'in', value: ['strategic', 'preferred'] }] }],
      },
      { field: 'lateness_risk', op: 'lt', value: 12.5 },
    ],
  }
  expect(fromDraft(toDraft(node, 'EUR'), 'EUR')).toEqual({ node, errors: new Map() })
})

it('what is missing is told at its condition', () => {
  const empty = newCondition()
  expect([...fromDraft({ key: 'g', match: 'all', of: [empty] }, 'EUR').errors]).toEqual([
    [empty.key, 'Enter a number'],
  ])
  const text = withField({ ...empty, value: '3' }, 'category')
  expect(text).toMatchObject({ op: 'eq', value: '' })
  expect(fromDraft(text, 'EUR').errors.get(text.key)).toBe('Enter a value')
})
