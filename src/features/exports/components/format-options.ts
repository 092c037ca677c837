import { type Field, fieldsOf } from './json-schema.ts'

/** The options of a format as its JSON Schema describes them; every word comes from the format itself. */
export type OptionsSchema = Record<string, unknown>

type Values = Record<string, unknown>

/** The options that mean something beside these values, those that most people look at first. */
export function offeredOptions(schema: OptionsSchema, values: Values): Field[] {
  const fields = fieldsOf(schema)
  const offered = fields.filter((field) => isOffered(field, fields, values))
  return [...offered.filter(({ isCommon }) => isCommon), ...offered.filter(({ isCommon }) => !isCommon)]
}

/** What a field that was left alone says. */
export function preselectedLabel(field: Field): string {
  return field.preselected === undefined ? 'Default' : labelIn(field, field.preselected)
}

/** All options of a finished file in words: `Decimal separator: 1234,50`. */
export function optionsInWords(schema: OptionsSchema, options: Values): string[] {
  const fields = new Map(fieldsOf(schema).map((field) => [field.key, field]))
  const known = [...fields.keys()].filter((key) => key in options)
  const others = Object.keys(options).filter((key) => !fields.has(key))
  return [...known, ...others].map((key) => {
    const text = String(options[key])
    const field = fields.get(key)
    return `${field?.label ?? key}: ${text === '' ? 'nothing' : labelIn(field, text)}`
  })
}

function labelIn(field: Field | undefined, value: string): string {
  return field?.choices.find((choice) => choice.value === value)?.label ?? value
}

function isOffered({ needs }: Field, fields: Field[], values: Values): boolean {
  if (!needs) return true
  return Object.entries(needs).some(([key, wanted]) => {
    const value = values[key] ?? fields.find((field) => field.key === key)?.preselected
    return wanted.includes(String(value))
  })
}
