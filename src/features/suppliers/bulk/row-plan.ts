import { isSameText } from '#src/encoding/reading/cell-text.ts'
import { isMasked } from '#src/features/datasets/rows/mask.ts'
import { changeSupplierInput } from '../record/schema.ts'
import type { FoundSupplier, SupplierState } from './repository.ts'
import { Refused, refuseStale } from './row-rules.ts'
import type { GivenSupplier } from './schema.ts'

export interface PlannedSupplier {
  row: number
  supplierNo: string
  found: FoundSupplier | undefined
  state: SupplierState
  changed: (keyof SupplierState)[]
}

const texts = 'one line of text'
/** What each field should say, where it does not. */
const expectations: Record<string, string> = {
  supplier_no: `${texts} of at most 50 characters`,
  name: `${texts} of at most 200 characters`,
  category: `${texts} of at most 100 characters`,
  tags: 'at most 50 different tags such as ["steel", "local"], or separated by semicolons',
  country: `${texts} of at most 100 characters`,
  currency: 'three capital letters such as EUR',
  payment_days: '0 to 3650 days',
  lead_time_days: '0 to 3650 days',
  rating: '0 to 5 with at most 2 decimals',
  tax_id: `${texts} of at most 50 characters`,
  iban: 'an IBAN whose check digits fit',
  certificates: 'a list such as [{"name": "ISO 9001", "valid_until": "2027-01-31"}]',
  notes: 'at most 5,000 characters',
}

const empty: SupplierState = {
  ...{ name: '', tier: null, category: null, tags: [], country: null, currency: '', payment_days: 30 },
  ...{ lead_time_days: null, rating: null, tax_id: null, iban: null, certificates: [], notes: null },
}
const keys = Object.keys(empty) as (keyof SupplierState)[]

/** Decides what each row of a file does. Touches no database; later rows know which suppliers earlier ones named. */
export class SupplierPlan {
  readonly #spoken = new Map<string, number>()

  plan(rows: GivenSupplier[], known: FoundSupplier[]) {
    const byId = new Map(known.map((one) => [one.id, one]))
    const byNumber = new Map(known.map((one) => [one.supplier_no, one]))
    const suppliers: PlannedSupplier[] = []
    const errors: { row: number; field: string; expected: string }[] = []
    const outcomes = { created: 0, changed: 0, unchanged: 0 }
    for (const { row, values } of rows) {
      try {
        const planned = this.#planRow(row, values, byId, byNumber)
        if (planned.changed.length > 0) suppliers.push(planned)
        outcomes[!planned.found ? 'created' : planned.changed.length > 0 ? 'changed' : 'unchanged'] += 1
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        errors.push({ row, field: error.field, expected: error.message })
      }
    }
    return { suppliers, errors, ...outcomes }
  }

  #planRow(
    row: number,
    values: GivenSupplier['values'],
    byId: Map<string, FoundSupplier>,
    byNumber: Map<string, FoundSupplier>,
  ): PlannedSupplier {
    const found = this.#find(values, byId, byNumber)
    const supplierNo = found?.supplier_no ?? parsed({ supplier_no: values.supplier_no }).supplier_no!
    const earlier = this.#spoken.get(supplierNo)
    if (earlier !== undefined)
      throw new Refused('supplier_no', `each supplier once: row ${earlier} has it already`)
    this.#spoken.set(supplierNo, row)
    const given = stateOf(values, found?.state)
    if (!found) for (const key of ['name', 'currency'] as const) requireNew(key, given[key])
    const before = found?.state ?? empty
    const changed = keys.filter((key) => given[key] !== undefined && !isSame(key, given[key], before))
    if (found && changed.length > 0) refuseStale(found, values.updated_at)
    return { row, supplierNo, found, state: { ...before, ...given }, changed: found ? changed : keys }
  }

  #find(
    { id, supplier_no }: GivenSupplier['values'],
    byId: Map<string, FoundSupplier>,
    byNumber: Map<string, FoundSupplier>,
  ): FoundSupplier | undefined {
    if (id === undefined) {
      if (supplier_no === undefined) throw new Refused('supplier_no', 'a number, where the row has no ID')
      return byNumber.get(String(supplier_no))
    }
    const found = byId.get(String(id))
    if (!found) throw new Refused('id', 'the ID of one of your suppliers, or nothing')
    if (supplier_no !== undefined && supplier_no !== found.supplier_no)
      throw new Refused('supplier_no', `"${found.supplier_no}", which has this ID`)
    return found
  }
}

function requireNew(key: string, value: unknown): void {
  if (value === undefined) throw new Refused(key, 'a value: no supplier has this number, so the row adds one')
}

/**
 * What a row says that is not stored already, read as a request would be. A masked value says nothing: what is stored
 * stays.
 */
function stateOf(values: GivenSupplier['values'], before: SupplierState | undefined): Partial<SupplierState> {
  const said = keys.filter((key) => values[key] !== undefined && !isHidden(key, values[key]))
  const raw = Object.fromEntries(
    said
      .map((key) => [key, rawOf(key, values[key]!)] as const)
      .filter(([key, value]) => !before || !isSame(key, value, before)),
  )
  const { rating, ...rest } = parsed(raw)
  return {
    ...rest,
    ...(rating === undefined ? {} : { rating: rating === null ? null : rating.toFixed(2) }),
  } as Partial<SupplierState>
}

function isHidden(key: string, value: string | number): boolean {
  return (key === 'tax_id' || key === 'iban') && isMasked(String(value))
}

function rawOf(key: keyof SupplierState, value: string | number): unknown {
  if (key === 'rating') return Number(value)
  if (key !== 'tags' && key !== 'certificates') return value
  const text = String(value).trim()
  if (key === 'tags' && !text.startsWith('[')) return text.split(';').map((tag) => tag.trim())
  try {
    return JSON.parse(text)
  } catch {
    throw new Refused(key, expectations[key]!)
  }
}

function parsed(raw: Record<string, unknown>) {
  const result = changeSupplierInput.partial().safeParse(raw)
  if (result.success) return result.data
  const field = String(result.error.issues[0]!.path[0])
  throw new Refused(field, expectations[field]!)
}

/** Lists are the same with the same members in the same order, whichever way their keys are written. */
function isSame(key: keyof SupplierState, value: unknown, state: SupplierState): boolean {
  const stored = state[key]
  if (key === 'rating') return stored !== null && Number(value) === Number(stored)
  if (typeof value === 'string' && typeof stored === 'string') return isSameText(value, stored)
  return canonical(value) === canonical(stored)
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member) =>
    member && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  )
}
