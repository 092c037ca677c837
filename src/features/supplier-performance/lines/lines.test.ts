import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Random } from '#src/features/forecasting/models/numbers/random.ts'
import { auc } from '../models/scores.ts'
import { featureNames, featuresOf } from './features.ts'
import { isLate, knownOn, type Line } from './line.ts'
import { asSeenOn, learn, predict } from './predictor.ts'

const numbers = ['quantity']

const line = (changes: Partial<Line>): Line => ({
  ...{ id: 'a', supplier: 'S', country: 'DE', site: 'A', mode: 'Air', group: 'G' },
  ...{ orderedOn: 0, dueOn: 100, deliveredOn: 100, numbers: { quantity: 1 } },
  ...changes,
})

/** Lines in time: suppliers differ, get better or worse, and are late with what is wanted soon. */
function sampleLines(count: number, seed: number): Line[] {
  const random = new Random(seed)
  return Array.from({ length: count }, (_, index) => {
    const supplier = Math.floor(40 * random.uniform() ** 2)
    const orderedOn = Math.floor((index * 2_000) / count)
    const lead = 20 + Math.floor(100 * random.uniform())
    const isBad = (supplier * 7) % 5 === 0
    const chance = (isBad ? 0.45 : 0.06) + (lead < 45 ? 0.25 : 0)
    const dueOn = orderedOn + lead
    const late = random.uniform() < chance
    return line({
      ...{
        id: String(index).padStart(6, '0'),
        supplier: `S${supplier}`,
        site: `A${index % 7}`,
        orderedOn,
        dueOn,
      },
      deliveredOn: late
        ? dueOn + 1 + Math.floor(40 * random.uniform())
        : dueOn - Math.floor(5 * random.uniform()),
      numbers: { quantity: 1 + Math.floor(100 * random.uniform()) },
    })
  })
}

describe('whether a line is late', () => {
  it('is known when it comes in time, or on the day after it should have come', () => {
    const lines = [
      line({}),
      line({ deliveredOn: 90 }),
      line({ deliveredOn: 130 }),
      line({ deliveredOn: null }),
    ]
    expect(lines.map(isLate)).toEqual([false, false, true, true])
    expect(lines.map(knownOn)).toEqual([100, 90, 101, 101])
  })
})

describe('features', () => {
  const names = featureNames(numbers)
  const at = (name: string) => names.indexOf(name)
  const history = [
    line({ id: '1', dueOn: 50, deliveredOn: 50 }),
    line({ id: '2', dueOn: 52, deliveredOn: 60 }),
    line({ id: '3', dueOn: 55, deliveredOn: null }),
    line({ id: '4', dueOn: 58, deliveredOn: 58, supplier: 'T' }),
  ]
  const ask = (asOf: number) => featuresOf([{ line: line({}), asOf }], history, numbers)[0]!

  it('are what was known of supplier, country, site and mode by then', () => {
    expect(ask(49).values[at('supplier: known')]).toBe(0)
    expect(ask(49).values[at('supplier: recent')]).toBeNaN()
    const { values, histories } = ask(56)
    expect(histories.supplier).toMatchObject({ known: 3, late: 2, recent: [false, true, true], overdue: 2 })
    expect(values[at('supplier: recent')]).toBeCloseTo(2 / 3, 12)
    expect(values[at('supplier: days late')]).toBe(0)
    expect(ask(60).histories.supplier).toMatchObject({ overdue: 1, delivered: 2, daysLate: 8 })
    expect(ask(60).values[at('country: known')]).toBe(4)
    expect(values[at('order: days to deliver')]).toBe(100)
    expect(values[at('order: quantity')]).toBe(1)
    expect(values).toHaveLength(names.length)
  })

  it('do not depend on the order of the lines', () => {
    const lines = sampleLines(200, 5)
    const questions = lines.map((one) => ({ line: one, asOf: one.dueOn - 30 }))
    const values = featuresOf(questions, lines, numbers).map((one) => [...one.values])
    const backwards = featuresOf(questions.toReversed(), lines.toReversed(), numbers).map((one) => [
      ...one.values,
    ])
    expect(backwards.reverse()).toEqual(values)
  })
})

describe('predictions', () => {
  const lines = sampleLines(1_500, 1)
  const cut = 1_400
  const learned = learn(lines, cut, numbers)!
  const coming = lines.filter(({ dueOn, orderedOn }) => orderedOn <= cut && dueOn > cut + 30)
  const given = { history: lines, asOf: cut, numbers }

  it('tell late lines from punctual ones better than the rate of their supplier', () => {
    const later = sampleLines(1_500, 1).filter(({ orderedOn }) => orderedOn > cut)
    const labels = later.map((one) => Number(isLate(one)))
    const said = predict(learned, later, given)
    const rates = said.map(({ features }) => features.values[1]!)
    const found = auc(
      said.map(({ probability }) => probability),
      labels,
    )
    expect(found).toBeGreaterThan(auc(rates, labels) + 0.03)
    expect(found).toBeGreaterThan(0.7)
  })

  it('of a day change with nothing that came after it', () => {
    const before = predict(learned, coming, given).map(({ probability }) => probability)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.boolean(), (days, never) => {
        const rewritten = lines.map((one) =>
          one.deliveredOn !== null && one.deliveredOn > cut
            ? { ...one, deliveredOn: never ? null : cut + days }
            : one,
        )
        const other = learn(rewritten, cut, numbers)!
        const said = predict(other, coming, { ...given, history: rewritten })
        expect(said.map(({ probability }) => probability)).toEqual(before)
      }),
      { numRuns: 2 },
    )
  })

  it('say which groups of features moved them, the one that did most first', () => {
    const said = predict(learned, coming, given)
    for (const { effects } of said) {
      const sizes = effects.map(({ effect }) => Math.abs(effect))
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
    }
    const worst = said.reduce((a, b) => (b.probability > a.probability ? b : a))
    expect(worst.probability).toBeGreaterThan(0.4)
    expect(worst.effects[0]!.effect).toBeGreaterThan(0)
    expect(worst.effects.slice(0, 3).map(({ group }) => group)).toContain('supplier')
  })

  it('are not made from too few lines', () => {
    expect(learn(lines.slice(0, 299), 5_000, numbers)).toBeUndefined()
    expect(
      learn(
        lines.map((one) => ({ ...one, deliveredOn: one.dueOn })),
        cut,
        numbers,
      ),
    ).toBeUndefined()
  })
})

it('a line of tomorrow is not seen today, and one that is on its way is open', () => {
  const lines = [line({ orderedOn: 5, deliveredOn: 9 }), line({ id: 'b', orderedOn: 8 })]
  expect(asSeenOn(lines, 7)).toEqual([{ ...lines[0], deliveredOn: null }])
  expect(asSeenOn(lines, 4)).toEqual([])
})
