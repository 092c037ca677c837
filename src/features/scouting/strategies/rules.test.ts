import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Candidate, choose } from './choice.ts'
import { type Condition, type Facts, judge, type Node, numberFields, textFields } from './rules.ts'
import { rules, strategyById } from './schema.ts'

const facts: fc.Arbitrary<Facts> = fc.record({
  ...Object.fromEntries(
    numberFields.map((field) => [field, fc.option(fc.integer({ min: -3, max: 3 }), { nil: null })]),
  ),
  ...Object.fromEntries(
    textFields.map((field) => [field, fc.option(fc.constantFrom('a', 'b'), { nil: null })]),
  ),
}) as never

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    field: fc.constantFrom(...numberFields),
    op: fc.constantFrom('lt', 'lte', 'gt', 'gte', 'eq', 'ne'),
    value: fc.integer({ min: -3, max: 3 }),
  }),
  fc.record({
    field: fc.constantFrom(...textFields),
    op: fc.constantFrom('eq', 'ne'),
    value: fc.constantFrom('a', 'b'),
  }),
)

const tree: fc.Arbitrary<Node> = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 2 },
    condition,
    fc.record({
      match: fc.constantFrom('all', 'any'),
      of: fc.array(tie('node'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ match: fc.constant('not'), of: fc.tuple(tie('node')) }),
  ) as fc.Arbitrary<Node>,
})).node

const not = (node: Node): Node => ({ match: 'not', of: [node] })

describe('conditions', () => {
  it('obey the laws of logic', () => {
    fc.assert(
      fc.property(tree, tree, facts, (a, b, known) => {
        const both = judge({ match: 'all', of: [a, b] }, known)
        expect(judge({ match: 'all', of: [b, a] }, known)).toBe(both)
        expect(judge(not({ match: 'any', of: [not(a), not(b)] }), known)).toBe(both)
        expect(judge(not(not(a)), known)).toBe(judge(a, known))
      }),
    )
  })

  it('never hold for want of a fact: what is unknown stays so behind a not', () => {
    const nothing = Object.fromEntries(
      [...numberFields, ...textFields].map((field) => [field, null]),
    ) as Facts
    fc.assert(fc.property(tree, (node) => judge(node, nothing) === null))
  })

  it('that hold, hold whatever is still learned', () => {
    fc.assert(
      fc.property(tree, facts, facts, (node, known, more) => {
        const before = judge(node, known)
        const later = {
          ...more,
          ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== null)),
        }
        if (before !== null) expect(judge(node, later as Facts)).toBe(before)
      }),
    )
  })
})

const base = rules.parse({
  currency: 'EUR',
  match: { match: 'all', of: [{ field: 'amount', op: 'gt', value: 0 }] },
})

describe('a choice', () => {
  const candidates = fc.uniqueArray(
    fc.record({
      id: fc.uuid(),
      instrument: fc.constantFrom('x', 'y', 'z'),
      currency: fc.constantFrom('EUR', 'USD'),
      facts,
    }),
    { selector: ({ id }) => id, maxLength: 12 },
  ) as fc.Arbitrary<Candidate[]>

  it('keeps within what is left, buys nothing twice, and does not hang on the order of what it is given', () => {
    fc.assert(
      fc.property(
        candidates,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 6 }),
        (given, most, openTrades) => {
          const strict = { ...base, autonomy: 'auto' as const, choose: { ...base.choose, most }, max_open: 5 }
          const standing = { openTrades, boughtAt: new Map([['z', new Date(0)]]) }
          const made = choose(strict, given, standing, new Date(1_000))
          const taken = made.filter(({ action }) => action === 'take').map(({ id }) => id)
          expect(taken.length).toBeLessThanOrEqual(Math.max(0, Math.min(most, 5 - openTrades)))
          const bought = given.filter(({ id }) => taken.includes(id))
          expect(new Set(bought.map(({ instrument }) => instrument)).size).toBe(bought.length)
          for (const { currency, instrument, facts: known } of bought)
            expect([currency, instrument === 'z', known.amount! > 0]).toEqual(['EUR', false, true])
          const turned = choose(strict, given.toReversed(), standing, new Date(1_000))
          expect(turned.toReversed()).toEqual(made)
        },
      ),
    )
  })

  it('takes by itself only where it may: above the limit a person decides, and an observer takes nothing', () => {
    const known = Object.fromEntries([...numberFields, ...textFields].map((field) => [field, null])) as Facts
    const one: Candidate = { id: 'a', instrument: 'x', currency: 'EUR', facts: { ...known, amount: 100 } }
    const actionOf = (more: object) =>
      choose({ ...base, ...more }, [one], { openTrades: 0, boughtAt: new Map() }, new Date(0))[0]
    expect(actionOf({ autonomy: 'auto' })).toMatchObject({ action: 'take', code: 'chosen' })
    expect(actionOf({ autonomy: 'auto', approve_over: 99 })).toMatchObject({
      action: 'propose',
      code: 'over_limit',
    })
    expect(actionOf({ autonomy: 'propose' })).toMatchObject({ action: 'propose' })
    expect(actionOf({})).toMatchObject({ action: 'observe' })
  })
})

describe('rules', () => {
  const parse = (match: unknown) => rules.safeParse({ currency: 'EUR', match })
  const leaf = { field: 'amount', op: 'gt', value: 1 }
  const within = (node: unknown) => ({ match: 'all', of: [node] })

  it('may lie in each other four deep and have fifty parts', () => {
    expect(parse(within(within(within(leaf)))).success).toBe(true)
    expect(parse(within(within(within(within(leaf))))).success).toBe(false)
    expect(parse({ match: 'any', of: Array(49).fill(leaf) }).success).toBe(true)
    expect(parse({ match: 'any', of: [...Array(48).fill(leaf), within(leaf)] }).success).toBe(false)
  })

  it('name the field, and what it can be compared with', () => {
    const messages = (match: unknown) =>
      parse(match)
        .error!.issues.map(({ message }) => message)
        .join()
    expect(messages(within({ ...leaf, op: 'in' }))).toContain('lt, lte, gt, gte, eq, ne for amount')
    expect(messages(within({ ...leaf, value: 'much' }))).toContain('must be a number for amount')
    expect(messages({ match: 'not', of: [leaf, leaf] })).toContain('exactly one')
    expect(strategyById.safeParse({ id: 'x' }).success).toBe(false)
  })
})
