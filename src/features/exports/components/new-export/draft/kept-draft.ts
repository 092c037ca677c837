import type { ExportTypes } from '../../../queries/list-types.ts'
import { type Draft, type FieldValue, toRequest, withDataset, withFormat } from './draft.ts'
import { draftOf, type PartialRequest } from './from-request.ts'

/** What the browser keeps of a form: plain requests, which any version of this page can read. */
interface Kept {
  request: PartialRequest
  nameIsTyped: boolean
  datasets: PartialRequest[]
  formats: Record<string, Record<string, FieldValue>>
}

/** What somebody chose for their last export, for the next one to begin with. */
interface LastChoices {
  format: string
  options: Record<string, FieldValue>
  timeZone: string
}

/** The forms of one person on this browser; nothing is kept where storage is switched off. */
export function draftStore(userId: string) {
  const draftKey = `waybill-draft-${userId}`
  const choicesKey = `waybill-last-choices-${userId}`
  return {
    keep(draft: Draft): void {
      const { kept, nameIsTyped } = draft
      const datasets = Object.entries(kept.datasets).map(([dataset, choices]) => {
        const { export_type, filters, columns, sort } = toRequest({ ...draft, dataset, ...choices })
        return { export_type, filters, sort, ...(columns ? { columns } : {}) }
      })
      write(draftKey, {
        request: toRequest(draft),
        nameIsTyped,
        datasets,
        formats: kept.formats,
      } satisfies Kept)
    },
    read(types: ExportTypes, today: string): Draft | undefined {
      const found = read<Kept>(draftKey)
      return found && restore(found, types, today)
    },
    forget(): void {
      remove(draftKey)
    },
    keepChoices({ format, options, timeZone }: Draft): void {
      write(choicesKey, { format, options, timeZone } satisfies LastChoices)
    },
    withLastChoices(draft: Draft, types: ExportTypes): Draft {
      const last = read<LastChoices>(choicesKey)
      const format = types.formats.find(({ key }) => key === last?.format)
      if (!last || !format) return draft
      const timeZone = typeof last.timeZone === 'string' ? last.timeZone : draft.timeZone
      return { ...withFormat(draft, format), options: { ...last.options }, timeZone }
    },
  }
}

function restore(
  { request, nameIsTyped, datasets, formats }: Kept,
  types: ExportTypes,
  today: string,
): Draft | undefined {
  const dataset = types.datasets.find(({ key }) => key === request.export_type)
  if (!dataset || !Array.isArray(datasets)) return undefined
  const draft = draftOf(types, request, today)
  const others = datasets.flatMap((other) => {
    const isKnown = types.datasets.some(({ key }) => key === other.export_type)
    const { dataset, filters, columns, sort } = draftOf(types, other, today)
    return isKnown ? [[dataset, { filters, columns, sort }] as const] : []
  })
  const kept = { datasets: Object.fromEntries(others), formats: formats ?? {} }
  const restored = { ...draft, nameIsTyped, kept }
  // A name that nobody typed carries the day on which the form is sent.
  return nameIsTyped ? restored : withDataset(restored, dataset, today)
}

function read<T>(key: string): T | undefined {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    return typeof found === 'object' && found !== null ? (found as T) : undefined
  } catch {
    return undefined
  }
}

function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // Full or switched off: the address still holds the form.
  }
}

function remove(key: string): void {
  try {
    localStorage.removeItem(key)
  } catch {
    // Switched off: there is nothing to remove.
  }
}
