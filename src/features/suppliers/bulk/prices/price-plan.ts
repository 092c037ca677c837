import { isSameText } from '#src/encoding/reading/cell-text.ts'
import { holdTogether } from '../../prices/overlaps.ts'
import { priceFields } from '../../prices/schema.ts'
import { Refused, refuseStale } from '../row-rules.ts'
import type { BookedPrice, PriceBook } from './price-book.ts'
import { type PriceState, placeOf, type Seller } from './repository.ts'
import type { GivenPrice } from './schema.ts'

export interface PlannedPrice extends BookedPrice {
  row: number
  changed: (keyof PriceState)[]
}

/** What each field should say, where it does not. */
const expectations: Record<keyof PriceState, string> = {
  supplier_sku: 'one line of text of at most 100 characters',
  price: 'an amount such as 12.50, with at most 4 decimals',
  currency: 'three capital letters such as EUR',
  pack_size: '1 to 1,000,000,000',
  minimum_quantity: '1 to 1,000,000,000',
  lead_time_days: '0 to 3650 days',
  valid_from: 'a day such as 2026-05-04',
  valid_until: 'a day such as 2026-05-04',
}
const keys = Object.keys(expectations) as (keyof PriceState)[]

/** Decides what each row of a file does, in their order. Touches no database. */
export class PricePlan {
  readonly #spoken = new Map<string, number>()

  plan(rows: GivenPrice[], book: PriceBook) {
    const prices: PlannedPrice[] = []
    const errors: { row: number; field: string; expected: string }[] = []
    const outcomes = { created: 0, changed: 0, unchanged: 0 }
    for (const { row, values } of rows) {
      try {
        const planned = this.#planRow(row, values, book)
        if (planned.changed.length > 0) prices.push(planned)
        outcomes[!planned.found ? 'created' : planned.changed.length > 0 ? 'changed' : 'unchanged'] += 1
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        errors.push({ row, field: error.field, expected: error.message })
      }
    }
    return { prices, errors, ...outcomes }
  }

  #planRow(row: number, values: GivenPrice['values'], book: PriceBook): PlannedPrice {
    const { seller, item, price } = book.find(values)
    const pair = { supplierId: seller.id, productId: item.id }
    const given = stateOf(values, price?.state, seller)
    const state = { ...(price?.state ?? newPrice(seller, given)), ...given }
    this.#speakOf(row, [price?.found?.id, placeOf(pair, state)])
    const changed = keys.filter((key) => given[key] !== undefined)
    if (!price) {
      refuseImpossible(state, book.listOf(pair))
      const added = { ...pair, found: undefined, state }
      book.add(added)
      return { ...added, row, changed: keys }
    }
    if (changed.length > 0) {
      refuseStale(price.found!, values.updated_at)
      refuseImpossible(
        state,
        book.listOf(pair).filter((other) => other !== price),
      )
    }
    const before = price.found
    price.state = state
    return { ...pair, found: before, state, row, changed }
  }

  /** Two rows about one price could say two things. */
  #speakOf(row: number, names: (string | undefined)[]): void {
    const known = names.filter((name) => name !== undefined)
    const earlier = known.map((name) => this.#spoken.get(name)).find((one) => one !== undefined)
    if (earlier !== undefined)
      throw new Refused('valid_from', `each price once: row ${earlier} has it already`)
    for (const name of known) this.#spoken.set(name, row)
  }
}

function newPrice({ currency }: Seller, { price, valid_from }: Partial<PriceState>): PriceState {
  if (price === undefined || valid_from === undefined)
    throw new Refused('price', 'a value: no price begins on this day, so the row adds one')
  const nothing = { supplier_sku: null, lead_time_days: null, valid_until: null }
  return { ...nothing, price, currency, pack_size: 1, minimum_quantity: 1, valid_from }
}

/** What a row says that is not so already, read as a request would be. Lists show a supplier's lead time for its prices. */
function stateOf(
  values: GivenPrice['values'],
  before: PriceState | undefined,
  seller: Seller,
): Partial<PriceState> {
  const shown = before && { ...before, lead_time_days: before.lead_time_days ?? seller.lead_time_days }
  const said = keys.filter((key) => values[key] !== undefined && !(shown && isSame(key, values[key], shown)))
  return Object.fromEntries(said.map((key) => [key, parsed(key, values[key])]))
}

function parsed(key: keyof PriceState, value: unknown): unknown {
  const result = priceFields.shape[key].safeParse(value)
  if (!result.success) throw new Refused(key, expectations[key])
  return result.data
}

function isSame(key: keyof PriceState, value: string | number, state: PriceState): boolean {
  const stored = state[key]
  if (stored === null) return false
  if (key === 'price') return Number(value) === Number(stored)
  return isSameText(String(value), String(stored))
}

function refuseImpossible(state: PriceState, others: BookedPrice[]): void {
  if (state.valid_until !== null && state.valid_until < state.valid_from)
    throw new Refused('valid_until', `${state.valid_from} or later, as the price holds from then on`)
  const other = others.find((one) => holdTogether(one.state, state))?.state
  if (!other) return
  const until = other.valid_until === null ? 'until further notice' : `until ${other.valid_until}`
  throw new Refused(
    'valid_from',
    `days on which no other price of the item holds: one holds from ${other.valid_from} ${until}. End it in a row above this one`,
  )
}
