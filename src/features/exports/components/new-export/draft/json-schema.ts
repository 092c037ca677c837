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
}

export interface Field {
  key: string
  label: string
  description: string | undefined
  kind: 'text' | 'choices' | 'choice' | 'values' | 'date' | 'amount' | 'integer' | 'yes or no' | 'ids'
  /** Of `choices` and `choice`. */
  choices: string[]
}

/** The fields that an object's schema describes, in its order. */
export function fieldsOf(schema: Record<string, unknown>): Field[] {
  const properties = (schema.properties ?? {}) as Record<string, JsonSchema>
  return Object.entries(properties).map(([key, property]) => ({
    key,
    label: property.title ?? key,
    description: property.description,
    kind: kindOf(property),
    choices: choicesOf(property),
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

function choicesOf({ enum: values, anyOf = [] }: JsonSchema): string[] {
  return (values ?? anyOf.find(({ enum: inner }) => inner)?.enum ?? []).map(String)
}
