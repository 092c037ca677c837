import type { FoundItem, FoundLevel } from './repository.ts'

/** What is known before a batch is planned. */
export interface Known {
  items: FoundItem[]
  levels: FoundLevel[]
  suppliers: ReadonlySet<string>
}

/** What the database knows of the things that a batch names. */
export class Batch {
  readonly suppliers: ReadonlySet<string>
  readonly #items: Map<string, FoundItem>
  readonly #bySku: Map<string, FoundItem[]>
  readonly #levels: Map<string, FoundLevel>
  readonly #places: Map<string, FoundLevel>

  constructor({ items, levels, suppliers }: Known) {
    this.suppliers = suppliers
    this.#items = new Map(items.map((item) => [item.id, item]))
    this.#bySku = Map.groupBy(items, ({ sku }) => sku)
    this.#levels = new Map(levels.map((level) => [level.id, level]))
    this.#places = new Map(levels.map((level) => [`${level.productId} ${level.locationId}`, level]))
  }

  item(id: string): FoundItem | undefined {
    return this.#items.get(id)
  }

  itemsOf(sku: string): FoundItem[] {
    return this.#bySku.get(sku) ?? []
  }

  level(id: string): FoundLevel | undefined {
    return this.#levels.get(id)
  }

  levelAt(productId: string, locationId: string): FoundLevel | undefined {
    return this.#places.get(`${productId} ${locationId}`)
  }
}
