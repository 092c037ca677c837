import { isoDay } from '#src/components/format/instants.ts'
import type { Choice } from '#src/components/forms/found-select.tsx'
import type { CreateRfpInput, RfpDetails } from '../../record/schema.ts'

interface LineValues {
  description: string
  quantity: number | string
  unit: string
  item_id: string | null
  /** What the item is called before another one was searched for. */
  itemLabel?: string | undefined
}

/** What the fields hold; an empty field is the empty text. */
export interface RfpValues {
  rfp_no: string
  title: string
  description: string
  currency: string
  /** The last day, whose end is the deadline. */
  deadline: string
  lines: LineValues[]
  criteria: { name: string; weight: number | string }[]
  suppliers: Choice[]
}

export const emptyLine: LineValues = { description: '', quantity: 1, unit: 'piece', item_id: null }

export const emptyRfp: RfpValues = {
  ...{ rfp_no: '', title: '', description: '', currency: '', deadline: '' },
  lines: [emptyLine],
  criteria: [
    { name: 'Price', weight: 60 },
    { name: 'Quality', weight: 40 },
  ],
  suppliers: [],
}

export function valuesOf(rfp: RfpDetails, timeZone: string): RfpValues {
  return {
    ...{ rfp_no: rfp.rfp_no, title: rfp.title, description: rfp.description ?? '', currency: rfp.currency },
    deadline: isoDay(new Date(rfp.deadline), timeZone),
    lines: rfp.lines.map(({ description, quantity, unit, item_id, sku, item_name }) => ({
      ...{ description, quantity, unit, item_id },
      itemLabel: sku === null ? undefined : `${item_name} (${sku})`,
    })),
    criteria: rfp.criteria.map(({ name, weight }) => ({ name, weight })),
    suppliers: rfp.invited.map(({ supplier_id, name, supplier_no }) => {
      return { value: supplier_id, label: `${name} (${supplier_no})` }
    }),
  }
}

/** The request that the fields make. */
export function toInput({ suppliers, ...values }: RfpValues, timeZone: string): CreateRfpInput {
  return {
    ...{ rfp_no: values.rfp_no, title: values.title, description: values.description },
    currency: values.currency.trim().toUpperCase(),
    deadline: endOfDay(values.deadline, timeZone),
    lines: values.lines.map(({ itemLabel: _, quantity, ...line }) => ({
      ...line,
      quantity: Number(quantity),
    })),
    criteria: values.criteria.map(({ name, weight }) => ({ name, weight: Number(weight) })),
    supplier_ids: suppliers.map(({ value }) => value),
  }
}

/** The last second of a day in a zone; what is no day stays as it was typed, so that it is refused. */
export function endOfDay(day: string, timeZone: string): string {
  const asUtc = Date.parse(`${day}T23:59:59Z`)
  if (Number.isNaN(asUtc)) return day
  const shown = new Date(asUtc).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T')
  return new Date(asUtc - (Date.parse(`${shown}Z`) - asUtc)).toISOString()
}
