/** As much of JSON Schema as the descriptions of filters use. */
interface JsonSchema {
  type?: string
  title?: string
  description?: string
  enum?: unknown[]
  format?: string
  anyOf?: JsonSchema[]
  items?: JsonSchema
  placeholder?: string
  option_labels?: Record<string, string>
}

export type FilterKind = 'text' | 'choices' | 'values' | 'date' | 'amount' | 'flag' | 'ids'

/** One control of the filter bar: a filter, or both ends of a range. */
export interface FilterField {
  kind: FilterKind
  label: string
  description: string | undefined
  /** One key, or the keys of the lower and the upper end. */
  keys: [string] | [string, string]
  placeholder: string | undefined
  /** Of `choices`, and of `flag`: `true` and `false`. */
  choices: { value: string; label: string }[]
}

/** The controls that an object's JSON Schema describes, in its order. */
export function filterFields(schema: Record<string, unknown>): FilterField[] {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>)
  const fields: FilterField[] = []
  for (const [key, property] of properties) {
    const label = property.title ?? inWords(key)
    const lower = fields.find(({ keys }) => keys.length === 1 && isUpperEndOf(keys[0], key))
    if (lower) {
      lower.keys = [lower.keys[0], key]
      lower.label = commonStart(lower.label, label)
      continue
    }
    const { description, placeholder } = property
    const kind = kindOf(property)
    fields.push({ kind, label, description, placeholder, keys: [key], choices: choicesOf(property, kind) })
  }
  return fields
}

/** `first_class` becomes `First class`; what has no underscores stays as it is written. */
export function inWords(value: string): string {
  const words = value.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const ends = [
  ['_from', '_to'],
  ['_min', '_max'],
] as const

function isUpperEndOf(lower: string, key: string): boolean {
  return ends.some(
    ([from, to]) =>
      lower.endsWith(from) && key.endsWith(to) && lower.slice(0, -from.length) === key.slice(0, -to.length),
  )
}

/** `Stock value at least` and `Stock value at most` are the ends of `Stock value`. */
function commonStart(one: string, other: string): string {
  const words = one.split(' ')
  const others = other.split(' ')
  const shared = words.slice(
    0,
    words.findIndex((word, index) => word !== others[index]),
  )
  if (shared.at(-1) === 'at') shared.pop()
  return shared.join(' ') || one
}

function kindOf(schema: JsonSchema): FilterKind {
  const { type, anyOf = [], items } = schema
  if (schema.enum || anyOf.some((part) => part.enum)) return 'choices'
  if (type === 'number' || type === 'integer' || anyOf.some((part) => part.type === 'number')) return 'amount'
  if (type === 'array') return items?.format === 'uuid' || items?.format === 'guid' ? 'ids' : 'values'
  if (anyOf.some((part) => part.type === 'array')) return 'values'
  if (type === 'boolean') return 'flag'
  return schema.format === 'date' ? 'date' : 'text'
}

function choicesOf({ enum: values, anyOf = [], option_labels: labels = {} }: JsonSchema, kind: FilterKind) {
  const choices = kind === 'flag' ? [true, false] : (values ?? anyOf.find((part) => part.enum)?.enum ?? [])
  const usual: Record<string, string> = { true: 'Yes', false: 'No' }
  return choices
    .map(String)
    .map((value) => ({ value, label: labels[value] ?? usual[value] ?? inWords(value) }))
}
