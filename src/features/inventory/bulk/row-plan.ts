import { isSameText } from '#src/encoding/reading/cell-text.ts'
import { Batch, type Known } from './batch.ts'
import type { FoundItem, FoundLevel, FoundLocation, ItemState, LevelState } from './repository.ts'
import {
  emptyLevel,
  folded,
  isSame,
  itemKeys,
  itemValues,
  levelKeys,
  levelOf,
  levelValues,
  newItem,
  quoted,
  Refused,
  refuseImpossible,
  refuseStale,
  requireItem,
  requireNewItem,
} from './row-rules.ts'
import type { GivenRow, RowError } from './schema.ts'

/** An item that rows are about; one that is still to be added has no ID. */
export interface PlannedItem {
  id: string | undefined
  sku: string
  unit_cost: string
  version: number
  state: ItemState
  /** As it was before the first row about it; undefined where that row adds it. */
  before: ItemState | undefined
  /** The first row about it. */
  row: number | undefined
}

export interface PlannedLevel {
  row: number
  item: PlannedItem
  locationId: string
  found: FoundLevel | undefined
  state: LevelState
  unit_cost: string
  quantity: number
}

/**
 * Decides what each row of a file does. Touches no database: what it needs to know is given with each batch. Later
 * rows see what earlier ones did.
 */
export class RowPlan {
  readonly #locations: FoundLocation[]
  /** Items by their place in the plan: found ones by ID, added ones by SKU. */
  readonly #items = new Map<string, PlannedItem>()
  /** The row that spoke of an item at a location first. */
  readonly #spoken = new Map<string, number>()

  constructor(locations: FoundLocation[]) {
    this.#locations = locations
  }

  /** What the rows of one batch come to. */
  plan(rows: GivenRow[], known: Known) {
    const items = new Set<PlannedItem>()
    const levels: PlannedLevel[] = []
    const errors: RowError[] = []
    const outcomes = { created: 0, changed: 0, unchanged: 0 }
    const batch = new Batch(known)
    for (const { row, values } of rows) {
      try {
        const { item, level, isNew, isChanged } = this.#planRow(row, values, batch)
        if (isNew || isChanged) items.add(item)
        if (level) levels.push(level)
        outcomes[isNew ? 'created' : isChanged || level ? 'changed' : 'unchanged'] += 1
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        errors.push({ row, field: error.field, expected: error.message })
      }
    }
    return { items: [...items], levels, errors, ...outcomes }
  }

  #planRow(row: number, values: GivenRow['values'], batch: Batch) {
    const named = this.#find(values, batch)
    const { item, level: namedLevel } = named
    const given = itemValues(values, item.state)
    const isNew = item.id === undefined && item.row === undefined
    const state = { ...item.state, ...given }
    if (isNew) requireNewItem(values)
    requireItem(given, batch.suppliers)
    const isRevived = item.state.lifecycle === 'archived' && !namedLevel && values.lifecycle === undefined
    if (isRevived) state.lifecycle = 'active'
    const changed = itemKeys.filter((key) => !isSame(state[key], item.state[key]))
    const location = namedLevel ? this.#locationOf(namedLevel, values) : this.#locationNamed(values)
    const level = this.#planLevel(row, values, item, location, batch)
    if (item.row !== undefined && changed.length > 0) {
      const [key] = changed
      throw new Refused(key!, `${quoted(item.state[key!])}, as in row ${item.row} about the same item`)
    }
    if (!isNew && given.lifecycle === 'archived' && item.state.lifecycle !== 'archived')
      throw new Refused(
        'lifecycle',
        `${item.state.lifecycle}: an item is archived on its own page, which looks for stock and orders`,
      )
    if (item.state.lifecycle === 'archived' && namedLevel && (changed.length > 0 || level))
      if (state.lifecycle === 'archived')
        throw new Refused('lifecycle', 'active: the item is archived, and the row changes something')
    if (changed.includes('product_name')) this.#refuseTwin(item, state.product_name, batch)
    this.#speakOf(row, item, location)
    if (item.row === undefined) this.#items.set(placeOf(item), item)
    item.row ??= row
    if (isNew) item.unit_cost = String(values.unit_cost)
    const isChanged = changed.length > 0 && !isNew
    item.state = state
    return { item, level, isNew, isChanged }
  }

  /** The item that a row names, by the ID of a level or by its SKU. */
  #find(values: GivenRow['values'], batch: Batch): { item: PlannedItem; level?: FoundLevel } {
    if (values.id !== undefined) {
      const level = batch.level(String(values.id))
      if (!level) throw new Refused('id', 'the ID of a row in the list of inventory, or nothing')
      const item = this.#known(batch.item(level.productId)!)
      if (values.sku !== undefined && values.sku !== item.sku)
        throw new Refused('sku', `${quoted(item.sku)}, which has this ID`)
      return { item, level }
    }
    if (values.sku === undefined) throw new Refused('sku', 'a SKU, where the row has no ID')
    const sku = String(values.sku)
    const added = this.#items.get(`new ${sku}`)
    if (added) return { item: added }
    const found = batch.itemsOf(sku).map((one) => this.#known(one))
    if (found.length > 1) {
      const [named, ...others] = found.filter(({ state }) =>
        isSameText(state.product_name, String(values.product_name ?? '')),
      )
      if (named && others.length === 0) return { item: named }
      throw new Refused('sku', `an ID or the exact name beside it: ${found.length} items have this SKU`)
    }
    return { item: found[0] ?? itemToAdd(sku) }
  }

  #known(found: FoundItem): PlannedItem {
    const planned = this.#items.get(found.id)
    if (planned) return planned
    const { id, sku, unit_cost, version, ...state } = found
    return { id, sku, unit_cost, version, state, before: state, row: undefined }
  }

  #locationOf(level: FoundLevel, values: GivenRow['values']): FoundLocation {
    const location = this.#locations.find(({ id }) => id === level.locationId)!
    const named = values.warehouse === undefined ? location : this.#locationNamed(values)
    if (named !== location) throw new Refused('warehouse', `${quoted(location.name)}, where this ID lies`)
    return location
  }

  #locationNamed({ warehouse }: GivenRow['values']): FoundLocation | undefined {
    if (warehouse === undefined) return undefined
    const wanted = folded(String(warehouse))
    const byCode = this.#locations.filter(({ code }) => folded(code) === wanted)
    const found = byCode.length > 0 ? byCode : this.#locations.filter(({ name }) => folded(name) === wanted)
    if (found.length > 1) throw new Refused('warehouse', 'a code: several locations have this name')
    if (!found[0]) throw new Refused('warehouse', `the code or name of a location: ${this.#locationNames()}`)
    return found[0]
  }

  #locationNames(): string {
    const names = this.#locations.map(({ name }) => name)
    return names.length > 5
      ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`
      : names.join(', ')
  }

  #planLevel(
    row: number,
    values: GivenRow['values'],
    item: PlannedItem,
    location: FoundLocation | undefined,
    batch: Batch,
  ): PlannedLevel | undefined {
    if (!location) {
      const field = [...levelKeys, 'on_hand'].find((key) => values[key] !== undefined)
      if (field) throw new Refused('warehouse', 'the code or name of a location, which stock needs')
      return undefined
    }
    const found = item.id === undefined ? undefined : batch.levelAt(item.id, location.id)
    const before: LevelState = found ?? emptyLevel
    const state = { ...levelOf(before), ...levelValues(values, before) }
    const onHand = values.on_hand === undefined ? (found?.onHand ?? 0) : Number(values.on_hand)
    const quantity = onHand - (found?.onHand ?? 0)
    const isChanged = levelKeys.some((key) => state[key] !== before[key])
    const unit_cost =
      values.unit_cost === undefined ? (found?.unit_cost ?? item.unit_cost) : String(values.unit_cost)
    if (found && !isSame(unit_cost, found.unit_cost))
      throw new Refused(
        'unit_cost',
        `${found.unit_cost}, the average of what was received: files do not change it`,
      )
    for (const key of ['minimum', 'maximum', 'reorder_point', 'reorder_quantity'] as const)
      if ((state[key] ?? 0) < 0) throw new Refused(key, '0 or more')
    if (!isChanged && quantity === 0) return undefined
    if (found) refuseStale(found, values.updated_at)
    if (state.maximum !== null && state.maximum < state.minimum)
      throw new Refused('maximum', `at least the minimum, which is ${state.minimum}`)
    if (quantity !== 0) refuseImpossible(onHand, found, location)
    return { row, item, locationId: location.id, found, state, unit_cost, quantity }
  }

  /** SKU and name together are one item's alone. */
  #refuseTwin(item: PlannedItem, name: string, batch: Batch): void {
    const others = batch.itemsOf(item.sku).map((one) => this.#known(one))
    if (others.some((other) => other.id !== item.id && other.state.product_name === name))
      throw new Refused('product_name', 'a name that no other item with this SKU has')
  }

  /** Two rows about one thing could say two things. */
  #speakOf(row: number, item: PlannedItem, location: FoundLocation | undefined): void {
    const place = `${placeOf(item)} ${location?.id ?? ''}`
    const earlier = this.#spoken.get(place)
    if (earlier !== undefined)
      throw new Refused('sku', `each item and location once: row ${earlier} has them already`)
    this.#spoken.set(place, row)
  }
}

function itemToAdd(sku: string): PlannedItem {
  return { id: undefined, sku, unit_cost: '0', version: 1, state: newItem, before: undefined, row: undefined }
}

/** Found items are known by their ID, added ones by their SKU. */
function placeOf({ before, id, sku }: PlannedItem): string {
  return before ? id! : `new ${sku}`
}
