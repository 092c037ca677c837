import { isSameText } from '#src/encoding/reading/cell-text.ts'
import type { FoundLevel, FoundLocation, ItemState, LevelState } from './repository.ts'
import type { GivenRow } from './schema.ts'

/** Why one row cannot be imported: what its field should have said. */
export class Refused extends Error {
  readonly field: string

  constructor(field: string, expected: string) {
    super(expected)
    this.field = field
  }
}

export const itemKeys = [
  'product_name',
  'category',
  'sub_category',
  'brand',
  'unit',
  'barcode',
  'price',
  'currency',
  'supplier_no',
  'lifecycle',
] as const

export const levelKeys = ['bin', 'minimum', 'maximum', 'reorder_point', 'reorder_quantity', 'notes'] as const

export const newItem: ItemState = {
  ...{ product_name: '', category: null, sub_category: null, brand: null, unit: 'piece', barcode: null },
  ...{ price: '', currency: '', supplier_no: null, lifecycle: 'active' },
}

export const emptyLevel: LevelState = {
  ...{ bin: null, minimum: 0, maximum: null, reorder_point: 0, reorder_quantity: 0, notes: null },
}

/** Workbooks keep milliseconds, lists show seconds. */
const clockToleranceMs = 1_000
const neededByNewItems = ['product_name', 'price', 'currency', 'unit_cost']

/** What a row says of its item that is not so already. */
export function itemValues(values: GivenRow['values'], before: ItemState): Partial<ItemState> {
  const given = itemKeys.filter(
    (key) => values[key] !== undefined && !isSame(String(values[key]), before[key]),
  )
  return Object.fromEntries(given.map((key) => [key, String(values[key])]))
}

/** What a row says of its level that is not so already. */
export function levelValues(values: GivenRow['values'], before: LevelState): Partial<LevelState> {
  const given = levelKeys.filter(
    (key) => values[key] !== undefined && !isSameText(String(values[key]), String(before[key] ?? '')),
  )
  return Object.fromEntries(given.map((key) => [key, values[key]]))
}

export function levelOf(level: LevelState): LevelState {
  return Object.fromEntries(levelKeys.map((key) => [key, level[key]])) as unknown as LevelState
}

export function requireNewItem(values: GivenRow['values']): void {
  for (const key of neededByNewItems)
    if (values[key] === undefined)
      throw new Refused(key, 'a value: no item has this SKU, so the row adds one')
}

export function requireItem(
  { currency, supplier_no }: Partial<ItemState>,
  suppliers: ReadonlySet<string>,
): void {
  if (currency !== undefined && !/^[A-Z]{3}$/.test(currency))
    throw new Refused('currency', 'an ISO code such as EUR')
  if (supplier_no && !suppliers.has(supplier_no))
    throw new Refused('supplier_no', 'the number of one of your suppliers')
}

/** Refuses to set stock back to what an old file says. */
export function refuseStale(
  { updatedAt, updatedLocal }: FoundLevel,
  seen: string | number | undefined,
): void {
  if (seen === undefined) return
  const changed =
    typeof seen === 'number' ? updatedAt.getTime() - seen : updatedLocal - Date.parse(`${seen}Z`)
  if (changed > clockToleranceMs)
    throw new Refused('updated_at', `${updatedAt.toISOString()}: it was changed after this file was made`)
}

export function refuseImpossible(
  onHand: number,
  found: FoundLevel | undefined,
  location: FoundLocation,
): void {
  if (location.allowsNegative) return
  const reserved = found?.reserved ?? 0
  if (onHand < reserved)
    throw new Refused('on_hand', reserved > 0 ? `at least ${reserved}, which are reserved` : '0 or more')
}

/** Amounts are the same with and without zeros behind them, texts as far as cells keep them. */
export function isSame(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return one === other
  return bare(one) === bare(other) || isSameText(one, other)
}

function bare(text: string): string {
  return /^\d+\.\d*$/.test(text) ? text.replace(/\.?0*$/, '') : text
}

export function folded(text: string): string {
  return text.normalize('NFC').toLowerCase()
}

export function quoted(text: string | null): string {
  return text === null ? 'nothing' : `"${text}"`
}
