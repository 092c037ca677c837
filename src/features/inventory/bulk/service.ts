import type { Principal } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { post } from '../ledger/service.ts'
import {
  type FoundLevel,
  findEveryLocation,
  findItemsInUse,
  findQuantities,
  findSupplierNumbers,
  insertItems,
  insertLevels,
  type LevelState,
  lockItems,
  lockItemsById,
  lockLevelsOf,
  updateItems,
  updateLevels,
} from './repository.ts'
import { type PlannedItem, type PlannedLevel, RowPlan } from './row-plan.ts'
import { emptyLevel, itemKeys, levelKeys, levelOf } from './row-rules.ts'
import type { BatchResult, GivenRow, RowChange, RowError } from './schema.ts'

/** Somebody changed what a batch had read; the whole file is tried again. */
export class Overtaken extends Error {}

interface Source {
  /** The import, by which its movements are found in the ledger. */
  id: string
  fileName: string
}

/** Applies a file batch by batch, each knowing what the ones before it did. Stock becomes movements. */
export async function startApplying(tx: Tx, actor: Principal, source: Source) {
  const plan = new RowPlan(await findEveryLocation(tx))
  return async (rows: GivenRow[]): Promise<BatchResult> => {
    const planned = plan.plan(rows, await lookUp(tx, actor, rows))
    const items = await writeItems(tx, actor, planned.items)
    const levels = await writeLevels(tx, actor, planned.levels, source)
    const { created, changed, unchanged, errors } = planned
    const movements = levels.filter(({ movementId }) => movementId !== null).length
    return { created, changed, unchanged, movements, errors, changes: [...items, ...levels] }
  }
}

async function lookUp(tx: Tx, actor: Principal, rows: GivenRow[]) {
  const texts = (key: string) => [
    ...new Set(rows.map(({ values }) => values[key]).filter((value) => value !== undefined)),
  ]
  const items = await lockItems(tx, texts('sku').map(String), texts('id').map(String))
  const ids = items.map(({ id }) => id)
  return {
    items,
    levels: await lockLevelsOf(tx, ids, actor.timeZone),
    suppliers: await findSupplierNumbers(tx, texts('supplier_no').map(String)),
  }
}

async function writeItems(tx: Tx, { tenantId }: Principal, items: PlannedItem[]): Promise<RowChange[]> {
  const added = items.filter(({ id }) => id === undefined)
  const changed = items.filter(({ id }) => id !== undefined)
  if (added.length > 0) {
    const asRows = added.map(({ sku, unit_cost, state }) => ({ sku, unit_cost, ...state }))
    const ids = await insertItems(tx, tenantId, asRows)
    for (const [index, item] of added.entries()) {
      if (!ids[index]) throw new Overtaken(`${item.sku} was added meanwhile`)
      item.id = ids[index]
    }
  }
  if (changed.length > 0)
    await updateItems(
      tx,
      changed.map(({ id, state }) => ({ id: id!, ...state })),
    )
  return items.map((item) => ({
    ...{ row: item.row!, subject: 'item' as const, productId: item.id!, locationId: null },
    before: item.before ? changesOf(item.before, item.state, itemKeys) : null,
    stateAfter: item.before ? item.version + 1 : item.version,
    ...{ changedAt: null, movementId: null },
  }))
}

async function writeLevels(
  tx: Tx,
  actor: Principal,
  levels: PlannedLevel[],
  { id, fileName }: Source,
): Promise<RowChange[]> {
  if (levels.length === 0) return []
  const keyOf = ({ item, locationId }: PlannedLevel) => ({ productId: item.id!, locationId })
  const missing = levels.filter(({ found }) => !found)
  const added = await insertLevels(
    tx,
    actor.tenantId,
    missing.map((level) => ({ ...keyOf(level), ...level.state, unit_cost: level.unit_cost })),
  )
  const isAdded = new Set(added.map(placeOf))
  const decided = levels.filter(
    (level) => !isAdded.has(placeOf(keyOf(level))) && isDecided(level.found ?? emptyLevel, level.state),
  )
  if (decided.length > 0)
    await updateLevels(
      tx,
      decided.map((level) => ({ ...keyOf(level), ...level.state })),
    )
  const moving = levels.filter(({ quantity }) => quantity !== 0)
  const movements = moving.map((level) => ({
    ...{ ...keyOf(level), quantity: level.quantity, reference: id, reason: `Import of ${fileName}` },
    kind: level.found && level.found.seq > 0 ? 'adjustment' : 'opening',
  }))
  const posted = moving.length > 0 ? await post(tx, actor, movements) : []
  const movementIds = new Map(moving.map((level, index) => [level, posted[index]!.id]))
  const after = byPlace(
    await lockLevelsOf(
      tx,
      levels.map(({ item }) => item.id!),
      actor.timeZone,
    ),
  )
  return levels.map((level) => {
    const { seq, updatedAt } = after.get(placeOf(keyOf(level)))!
    return {
      ...{ row: level.row, subject: 'level' as const, ...keyOf(level) },
      before: level.found ? changesOf(level.found, level.state, levelKeys) : null,
      ...{ stateAfter: seq, changedAt: updatedAt, movementId: movementIds.get(level) ?? null },
    }
  })
}

/** Which of these items cannot be taken out of the lists: with stock, reservations, transfers or open orders. */
export async function findInUse(tx: Tx, ids: string[]): Promise<Set<string>> {
  return new Set(await findItemsInUse(tx, ids))
}

/** Whether taking a change back takes its item out of the lists. */
export function archivesItem({ subject, before }: RowChange): boolean {
  return subject === 'item' && (before === null || before.lifecycle === 'archived')
}

/** Takes back what rows did: all of them, or none where something has changed since, which is then returned. */
export async function undoChanges(
  tx: Tx,
  actor: Principal,
  changes: RowChange[],
  reason: string,
): Promise<RowError[]> {
  const ids = [...new Set(changes.map(({ productId }) => productId))]
  const items = new Map((await lockItemsById(tx, ids)).map((item) => [item.id, item]))
  const levels = byPlace(await lockLevelsOf(tx, ids, actor.timeZone))
  const ofItems = changes.filter(({ subject }) => subject === 'item')
  const ofLevels = changes.filter(({ subject }) => subject === 'level')
  const levelOfChange = (change: RowChange) =>
    levels.get(placeOf({ productId: change.productId, locationId: change.locationId! }))!
  const conflicts = [
    ...ofItems.filter(({ productId, stateAfter }) => items.get(productId)?.version !== stateAfter),
    ...ofLevels.filter((change) => {
      const { seq, updatedAt } = levelOfChange(change)
      return seq !== change.stateAfter || updatedAt.getTime() !== change.changedAt?.getTime()
    }),
  ]
  if (conflicts.length > 0)
    return conflicts.map(({ row }) => ({ row, field: 'sku', expected: 'an item unchanged since the import' }))
  await reverse(tx, actor, ofLevels, reason)
  await updateLevels(
    tx,
    ofLevels.map((change) => {
      const { productId, locationId } = levelOfChange(change)
      return { productId, locationId, ...levelOf(levelOfChange(change)), ...(change.before ?? emptyLevel) }
    }),
  )
  await updateItems(
    tx,
    ofItems.map(({ productId, before }) => ({
      ...items.get(productId)!,
      ...(before ?? { lifecycle: 'archived' }),
    })),
  )
  return []
}

async function reverse(tx: Tx, actor: Principal, changes: RowChange[], reason: string): Promise<void> {
  const posted = changes.filter(({ movementId }) => movementId !== null)
  if (posted.length === 0) return
  const quantities = await findQuantities(
    tx,
    posted.map(({ movementId }) => movementId!),
  )
  const reversals = posted.map(({ productId, locationId, movementId }) => ({
    ...{ productId, locationId: locationId!, kind: 'reversal', reversesId: movementId!, reason },
    quantity: -quantities.get(movementId!)!,
  }))
  await post(tx, actor, reversals)
}

function isDecided(before: LevelState, after: LevelState): boolean {
  return levelKeys.some((key) => before[key] !== after[key])
}

/** The values of `before` that are others in `after`. */
function changesOf(before: object, after: object, keys: readonly string[]): Record<string, unknown> {
  const [old, now] = [before, after] as [Record<string, unknown>, Record<string, unknown>]
  return Object.fromEntries(keys.filter((key) => old[key] !== now[key]).map((key) => [key, old[key]]))
}

function placeOf({ productId, locationId }: { productId: string; locationId: string }): string {
  return `${productId} ${locationId}`
}

function byPlace(levels: FoundLevel[]): Map<string, FoundLevel> {
  return new Map(levels.map((level) => [placeOf(level), level]))
}
