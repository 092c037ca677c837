import { describe, expect, it } from 'vitest'
import { type Found, rank } from './ranking.ts'
import { usualWeights } from './schema.ts'

const offer = (supplierNo: string, changes: object = {}) => ({
  ...{ supplierId: `supplier ${supplierNo}`, supplierNo, name: supplierNo, tier: 'approved', rating: '4.00' },
  ...{ id: `item ${supplierNo}`, productId: 'p', sku: 'SKU', productName: 'Paper', price: '2.0000' },
  ...{ currency: 'EUR', packSize: 1, minimumQuantity: 1, orderQuantity: 10, total: '20.0000' },
  ...{ leadTimeDays: 5, arrivesOn: '2026-03-06' },
  ...changes,
})

const order = (found: Found[], by?: string, weights = usualWeights) =>
  rank(found, { by, weights }).map(({ supplier }) => supplier.supplier_no)

describe('the ranking of suppliers', () => {
  it('puts the cheaper, faster, higher and better rated first, by number where they are equal', () => {
    expect(order([offer('B'), offer('A')])).toEqual(['A', 'B'])
    for (const worse of [{ total: '21.0000' }, { leadTimeDays: 6 }, { tier: null }, { rating: '3.90' }])
      expect(order([offer('A', worse), offer('B')]), JSON.stringify(worse)).toEqual(['B', 'A'])
  })

  it('weighs a criterion as it is asked to', () => {
    const found = [offer('A', { total: '10.0000', leadTimeDays: 30 }), offer('B', { leadTimeDays: 1 })]
    expect(order(found, undefined, { price: 1, lead_time: 0, tier: 0, rating: 0 })).toEqual(['A', 'B'])
    expect(order(found, undefined, { price: 0, lead_time: 1, tier: 0, rating: 0 })).toEqual(['B', 'A'])
  })

  it('puts those that come too late behind all others', () => {
    const late = offer('A', { total: '1.0000', arrivesOn: '2026-03-20' })
    expect(order([late, offer('B')], '2026-03-10')).toEqual(['B', 'A'])
    const [first, second] = rank([late, offer('B')], { by: '2026-03-10', weights: usualWeights })
    expect([first!.in_time, second!.in_time]).toEqual([true, false])
  })

  it('compares prices of one item in one currency alone', () => {
    const ranked = rank([offer('A', { currency: 'USD', total: '9.0000' }), offer('B')], {
      by: undefined,
      weights: usualWeights,
    })
    for (const { figures } of ranked) expect(figures.price).toMatchObject({ score: 1 })
    expect(ranked[0]!.figures.price.note).toBe('The only offer for this item in USD.')
  })

  it('says of every figure without data that there is none, and gives it no score', () => {
    const { id: _, ...bare } = offer('A', { tier: null, rating: null, leadTimeDays: null })
    const [only] = rank([bare as Found], { by: '2026-03-10', weights: usualWeights })
    expect(only).toMatchObject({ score: 0, offer: null, in_time: null })
    for (const figure of Object.values(only!.figures)) {
      expect(figure).toMatchObject({ value: null, score: null, evidence: [] })
      expect(figure.note).toMatch(/^(No|The supplier (has no|is not)) /)
    }
  })
})
