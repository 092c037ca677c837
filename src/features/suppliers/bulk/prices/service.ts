import { cellText } from '#src/encoding/reading/cell-text.ts'
import type { Principal } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { PriceBook } from './price-book.ts'
import { type PlannedPrice, PricePlan } from './price-plan.ts'
import {
  deletePrices,
  findPairs,
  findPricesOf,
  findSoldItems,
  insertPrices,
  lockSellers,
  type Pair,
  placeOf,
  raiseVersions,
  type Seller,
  updatePrices,
} from './repository.ts'
import type { GivenPrice, PriceChange } from './schema.ts'

/** Applies a file of prices batch by batch, each knowing what the ones before it did. */
export function startApplyingPrices(tx: Tx, actor: Principal) {
  const plan = new PricePlan()
  const versions = new RaisedVersions(tx)
  return async (rows: GivenPrice[]) => {
    const { sellers, book } = await lookUp(tx, actor, rows)
    const { prices, ...result } = plan.plan(rows, book)
    await versions.raise(sellers, prices)
    return { ...result, movements: 0, changes: await write(tx, actor, prices, versions) }
  }
}

/** The versions that suppliers get by a file, each raised once however many of its batches name the supplier. */
class RaisedVersions {
  readonly #tx: Tx
  readonly #after = new Map<string, number>()

  constructor(tx: Tx) {
    this.#tx = tx
  }

  async raise(sellers: Seller[], changed: Pick<Pair, 'supplierId'>[]): Promise<void> {
    const ids = new Set(changed.map(({ supplierId }) => supplierId))
    const raised = sellers.filter(({ id }) => ids.has(id) && !this.#after.has(id))
    for (const { id, version } of raised) this.#after.set(id, version + 1)
    if (raised.length > 0)
      await raiseVersions(
        this.#tx,
        raised.map(({ id }) => id),
      )
  }

  /** Undefined where this file has not raised it. */
  of(supplierId: string): number | undefined {
    return this.#after.get(supplierId)
  }
}

async function lookUp(tx: Tx, { timeZone }: Principal, rows: GivenPrice[]) {
  const texts = (key: string) => [
    ...new Set(rows.flatMap(({ values }) => (values[key] === undefined ? [] : String(values[key])))),
  ]
  const named = await findPairs(tx, texts('id'))
  const sellers = await lockSellers(tx, {
    ids: named.map(({ supplierId }) => supplierId),
    numbers: texts('supplier_no'),
    names: texts('supplier_name').map(cellText),
  })
  const items = await findSoldItems(tx, {
    ids: named.map(({ productId }) => productId),
    skus: texts('sku'),
  })
  const book = new PriceBook(sellers, items)
  const pairs = [...named, ...rows.flatMap(({ values }) => book.pairsOf(values))]
  book.enter(await findPricesOf(tx, unique(pairs), timeZone))
  return { sellers, book }
}

function unique(pairs: Pair[]): Pair[] {
  return [...new Map(pairs.map((pair) => [`${pair.supplierId} ${pair.productId}`, pair])).values()]
}

async function write(
  tx: Tx,
  { tenantId }: Principal,
  planned: PlannedPrice[],
  versions: RaisedVersions,
): Promise<PriceChange[]> {
  const added = planned.filter(({ found }) => !found)
  const changed = planned.flatMap(({ found, state }) => (found ? { id: found.id, state } : []))
  if (changed.length > 0) await updatePrices(tx, changed)
  const ids = added.length > 0 ? await insertPrices(tx, tenantId, added) : new Map<string, string>()
  return planned.map((price) => ({
    ...{ row: price.row, subject: 'price' as const, supplierId: price.supplierId },
    priceId: price.found?.id ?? ids.get(placeOf(price, price.state))!,
    before: price.found
      ? Object.fromEntries(price.changed.map((key) => [key, price.found!.state[key]]))
      : null,
    stateAfter: versions.of(price.supplierId)!,
  }))
}

/**
 * Takes back what rows did, batch by batch: old values come again, and what was added is deleted. Returns the rows
 * whose suppliers have changed since, of which nothing is then taken back.
 */
export function startUndoingPrices(tx: Tx, actor: Principal) {
  const versions = new RaisedVersions(tx)
  return async (changes: PriceChange[]): Promise<{ row: number; expected: string }[]> => {
    const sellers = await lockSellers(tx, {
      ...{ ids: changes.map(({ supplierId }) => supplierId), numbers: [], names: [] },
    })
    const current = new Map(sellers.map(({ id, version }) => [id, version]))
    const conflicts = changes
      .filter(({ supplierId, stateAfter }) => {
        return current.get(supplierId) !== (versions.of(supplierId) ?? stateAfter)
      })
      .map(({ row }) => ({ row, expected: 'a supplier unchanged since the import' }))
    if (conflicts.length > 0) return conflicts
    await versions.raise(sellers, changes)
    await restore(tx, actor, changes)
    return []
  }
}

async function restore(tx: Tx, { timeZone }: Principal, changes: PriceChange[]): Promise<void> {
  const isAdded = ({ before }: PriceChange) => before === null
  const before = new Map(changes.map((change) => [change.priceId, change.before]))
  const ids = [...before.keys()]
  const found = await findPricesOf(tx, unique(await findPairs(tx, ids)), timeZone)
  await deletePrices(
    tx,
    changes.filter(isAdded).map(({ priceId }) => priceId),
  )
  await updatePrices(
    tx,
    found
      .filter(({ id }) => before.get(id))
      .map(({ id, state }) => ({ id, state: { ...state, ...before.get(id) } })),
  )
}
