import { cellText, isSameText } from '#src/encoding/reading/cell-text.ts'
import { Refused } from '../row-rules.ts'
import type { FoundPrice, Pair, PriceState, Seller, SoldItem } from './repository.ts'
import type { GivenPrice } from './schema.ts'

/** A price that a row is about; one that is still to be added was not found. */
export interface BookedPrice extends Pair {
  found: FoundPrice | undefined
  state: PriceState
}

type Values = GivenPrice['values']

/** The suppliers, items and prices that a batch of rows names, as its rows leave them. */
export class PriceBook {
  readonly #sellers: Map<string, Seller>
  readonly #items: Map<string, SoldItem>
  readonly #byNumber: Map<string, Seller>
  readonly #byName: Map<string, Seller[]>
  readonly #bySku: Map<string, SoldItem[]>
  #byId = new Map<string, BookedPrice>()
  #lists = new Map<string, BookedPrice[]>()

  constructor(sellers: Seller[], items: SoldItem[]) {
    this.#sellers = new Map(sellers.map((one) => [one.id, one]))
    this.#items = new Map(items.map((one) => [one.id, one]))
    this.#byNumber = new Map(sellers.map((one) => [one.supplier_no, one]))
    this.#byName = Map.groupBy(sellers, ({ name }) => cellText(name))
    this.#bySku = Map.groupBy(items, ({ sku }) => sku)
  }

  /** Every supplier and item that a row may mean by a number or a name, and a SKU. */
  pairsOf(values: Values): Pair[] {
    return this.#sellersOf(values).flatMap(({ id }) =>
      this.#itemsOf(values).map((item) => ({ supplierId: id, productId: item.id })),
    )
  }

  /** Enters what there is of all that its rows may be about. */
  enter(prices: FoundPrice[]): void {
    const booked = prices.map((found) => ({ ...found, found }))
    this.#byId = new Map(booked.map((price) => [price.id, price]))
    this.#lists = Map.groupBy<string, BookedPrice>(booked, listKey)
  }

  /** The price that a row names by its ID, or else whose it is and its first day. */
  find(values: Values): { seller: Seller; item: SoldItem; price: BookedPrice | undefined } {
    if (values.id !== undefined) return this.#findById(values, String(values.id))
    const seller = this.#sellerNamed(values)
    const item = this.#itemNamed(values)
    if (values.valid_from === undefined)
      throw new Refused('valid_from', 'a first day, where the row has no ID')
    const list = this.listOf({ supplierId: seller.id, productId: item.id })
    return { seller, item, price: list.find(({ state }) => state.valid_from === values.valid_from) }
  }

  /** Every price of a supplier for an item. */
  listOf(pair: Pair): BookedPrice[] {
    return this.#lists.get(listKey(pair)) ?? []
  }

  add(price: BookedPrice): void {
    this.#lists.set(listKey(price), [...this.listOf(price), price])
  }

  #findById(values: Values, id: string) {
    const price = this.#byId.get(id)
    if (!price) throw new Refused('id', 'the ID of a price of one of your suppliers, or nothing')
    const seller = this.#sellers.get(price.supplierId)!
    const item = this.#items.get(price.productId)!
    requireSame('supplier_no', values, seller.supplier_no, 'which has this ID')
    requireSame('supplier_name', values, seller.name, 'which has this ID')
    requireSame('sku', values, item.sku, 'which has this ID')
    requireSame('product_name', values, item.name, 'which has this ID')
    return { seller, item, price }
  }

  #sellersOf({ supplier_no, supplier_name = '' }: Values): Seller[] {
    if (supplier_no === undefined) return this.#byName.get(cellText(String(supplier_name))) ?? []
    return [this.#byNumber.get(String(supplier_no)) ?? []].flat()
  }

  #sellerNamed(values: Values): Seller {
    const [seller, other] = this.#sellersOf(values)
    if (values.supplier_no !== undefined) {
      if (!seller) throw new Refused('supplier_no', 'the number of one of your suppliers')
      requireSame('supplier_name', values, seller.name, 'which has this number')
      return seller
    }
    if (values.supplier_name === undefined)
      throw new Refused('supplier_no', 'a supplier’s number or name, where the row has no ID')
    if (!seller) throw new Refused('supplier_name', 'the name of one of your suppliers')
    if (other) throw new Refused('supplier_no', 'a number: several suppliers have this name')
    return seller
  }

  #itemsOf({ sku }: Values): SoldItem[] {
    return this.#bySku.get(String(sku)) ?? []
  }

  #itemNamed(values: Values): SoldItem {
    if (values.sku === undefined) throw new Refused('sku', 'a SKU, where the row has no ID')
    const [item, ...others] = this.#itemsOf(values)
    if (!item) throw new Refused('sku', 'the SKU of one of your items')
    if (others.length === 0) {
      requireSame('product_name', values, item.name, 'which has this SKU')
      return item
    }
    const name = cellText(String(values.product_name ?? ''))
    const named = [item, ...others].find((one) => cellText(one.name) === name)
    if (!named)
      throw new Refused('sku', `an ID or the exact name beside it: ${others.length + 1} items have this SKU`)
    return named
  }
}

/** What a row says beside its key must be so: it could be in the wrong row. */
function requireSame(field: string, values: Values, stored: string, why: string): void {
  if (values[field] !== undefined && !isSameText(String(values[field]), stored))
    throw new Refused(field, `"${stored}", ${why}`)
}

function listKey({ supplierId, productId }: Pair): string {
  return `${supplierId} ${productId}`
}
