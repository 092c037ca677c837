/** The parts of an OpenAPI 3.1 document that the reference page reads. */

export interface JsonSchema {
  $ref?: string
  type?: string | string[]
  description?: string
  format?: string
  enum?: unknown[]
  const?: unknown
  default?: unknown
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  additionalProperties?: JsonSchema | boolean
}

export interface ApiParameter {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  schema: JsonSchema
}

interface ApiContent {
  content?: Record<string, { schema: JsonSchema }>
}

export interface ApiOperation {
  operationId: string
  summary: string
  description?: string
  parameters?: ApiParameter[]
  requestBody?: ApiContent
  responses: Record<string, ApiContent>
}

export interface ApiDocument {
  info: { title: string; version: string; description?: string }
  paths: Record<string, Record<string, ApiOperation>>
  components: { schemas: Record<string, JsonSchema> }
}

export interface Endpoint {
  method: string
  path: string
  operation: ApiOperation
}

/** All operations by the noun that follows the version in their path, in the order of the document. */
export function groupsOf(document: ApiDocument): Map<string, Endpoint[]> {
  const groups = new Map<string, Endpoint[]>()
  for (const [path, methods] of Object.entries(document.paths)) {
    const group = path.split('/')[3] ?? ''
    for (const [method, operation] of Object.entries(methods)) {
      groups.set(group, [...(groups.get(group) ?? []), { method: method.toUpperCase(), path, operation }])
    }
  }
  return groups
}

/** The schema itself, or the definition that it refers to. */
export function resolved(schema: JsonSchema, document: ApiDocument): JsonSchema {
  const name = schema.$ref?.replace('#/components/schemas/', '')
  return name === undefined ? schema : (document.components.schemas[name] ?? {})
}

/** A type in words: `string`, `array of integer`, `"csv" | "excel"`. */
export function typeInWords(given: JsonSchema, document: ApiDocument): string {
  const schema = resolved(given, document)
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return [...new Set(choices.map((choice) => typeInWords(choice, document)))].join(' | ')
  if (schema.type === 'array')
    return `array of ${schema.items ? typeInWords(schema.items, document) : 'anything'}`
  const type = [schema.type ?? 'anything'].flat().join(' | ')
  return schema.format ? `${type} (${schema.format})` : type
}

/** The JSON body of an operation, if it takes one. */
export function bodyOf({ requestBody }: ApiOperation): JsonSchema | undefined {
  return requestBody?.content?.['application/json']?.schema
}

/** The successful answer: its status, and what it holds where that is JSON. */
export function answerOf({ responses }: ApiOperation): { status: string; schema: JsonSchema | undefined } {
  const [status = '200', response] = Object.entries(responses).find(([code]) => /^2/.test(code)) ?? []
  return { status, schema: response?.content?.['application/json']?.schema }
}

/** The required members of a body, with a value of each type, to start from. */
export function exampleOf(given: JsonSchema, document: ApiDocument): unknown {
  const schema = resolved(given, document)
  if (schema.default !== undefined) return schema.default
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0]
  if (choice) return exampleOf(choice, document)
  const [type] = [schema.type].flat()
  if (type === 'array') return []
  if (type === 'boolean') return false
  if (type === 'integer' || type === 'number') return 0
  if (type !== 'object') return ''
  const required = Object.entries(schema.properties ?? {}).filter(([name]) => schema.required?.includes(name))
  return Object.fromEntries(required.map(([name, member]) => [name, exampleOf(member, document)]))
}

/** The address with its parts filled in; empty query values are left out. */
export function addressOf(path: string, parameters: ApiParameter[], values: Record<string, string>): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))
  const query = new URLSearchParams(
    parameters
      .filter(({ in: place, name }) => place === 'query' && values[name])
      .map(({ name }) => [name, values[name]!]),
  )
  return query.size > 0 ? `${filled}?${query}` : filled
}

/** The request as a shell command. */
export function curlOf(method: string, url: string, body: string | undefined): string {
  const lines = [`curl -sS -X ${method} -H "Authorization: Bearer $WAYBILL_API_KEY"`]
  if (body) lines.push(`-H 'Content-Type: application/json'`, `-d '${body.replaceAll("'", `'\\''`)}'`)
  return [...lines, `"${url}"`].join(' \\\n  ')
}
