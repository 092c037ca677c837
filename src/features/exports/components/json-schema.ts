/** As much of JSON Schema as the descriptions of filters and options use. */
export interface JsonSchema {
  type?: string
  title?: string
  description?: string
  enum?: unknown[]
  format?: string
  anyOf?: JsonSchema[]
  items?: JsonSchema
  maxLength?: number
  minimum?: number
  maximum?: number
  /** Of the filter's own metadata: what an empty field says, and what its values are called. */
  placeholder?: string
  option_labels?: Record<string, string>
  // Of the options of a format: see OptionMeta.
  preselected?: string
  is_common?: boolean
  needs?: Record<string, string[]>
}

export interface Field {
  key: string
  label: string
  description: string | undefined
  kind: 'text' | 'choices' | 'choice' | 'values' | 'date' | 'amount' | 'integer' | 'yes or no' | 'ids'
  placeholder: string | undefined
  /** Of `choices`, `choice` and `yes or no`. */
  choices: { value: string; label: string }[]
  /** The value that holds when none is chosen. */
  preselected: string | undefined
  isCommon: boolean
  /** Other fields and the values of which one must hold. */
  needs: Record<string, string[]> | undefined
}

/** The fields that an object's schema describes, in its order. */
export function fieldsOf(schema: Record<string, unknown>): Field[] {
  const properties = (schema.properties ?? {}) as Record<string, JsonSchema>
  return Object.entries(properties).map(([key, property]) => ({
    key,
    label: property.title ?? key,
    description: property.description,
    placeholder: property.placeholder,
    kind: kindOf(property),
    choices: choicesOf(property),
    preselected: property.preselected,
    isCommon: property.is_common === true,
    needs: property.needs,
  }))
}

function kindOf(schema: JsonSchema): Field['kind'] {
  if (schema.enum) return 'choice'
  if (schema.anyOf?.some(({ enum: values }) => values)) return 'choices'
  if (schema.anyOf?.some(({ type }) => type === 'number')) return 'amount'
  if (schema.anyOf?.some(({ type }) => type === 'array')) return 'values'
  if (schema.type === 'array') return schema.items?.format === 'uuid' ? 'ids' : 'values'
  if (schema.type === 'boolean') return 'yes or no'
  if (schema.type === 'integer' || schema.type === 'number') return 'integer'
  return schema.format === 'date' ? 'date' : 'text'
}

function choicesOf(schema: JsonSchema): Field['choices'] {
  const { enum: values, anyOf = [], option_labels: labels = {}, type } = schema
  const all = type === 'boolean' ? ['true', 'false'] : (values ?? anyOf.find((one) => one.enum)?.enum ?? [])
  return all.map((value) => ({
    value: String(value),
    label: labels[String(value)] ?? inWords(String(value)),
  }))
}

/** `sales_orders` becomes `Sales orders`; `true` becomes `Yes`. */
function inWords(value: string): string {
  if (value === 'true') return 'Yes'
  if (value === 'false') return 'No'
  const words = value.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
