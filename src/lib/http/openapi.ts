import * as z from 'zod'
import type { Operation } from '../operation/operation.ts'
import type { Handler } from './route.ts'

type Routes = Record<string, Partial<Record<string, unknown>>>

/** What the document's references name. */
type Schemas = Record<string, unknown>

/**
 * The OpenAPI 3.1 document of these route modules, read from the operations that their handlers run.
 * `routes` maps a path such as `/exports/{id}` to the module that answers it.
 */
export function describeApi(title: string, basePath: string, routes: Routes): Record<string, unknown> {
  const schemas: Schemas = { Problem: problemSchema }
  const paths = Object.entries(routes).map(([path, module]) => [
    `${basePath}${path}`,
    describePath(path, module, schemas),
  ])
  return {
    openapi: '3.1.0',
    info: {
      title,
      version: '1',
      description: 'Every response is an envelope, every error a problem document.',
    },
    security: [{ apiKey: [] }, { session: [] }],
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'next-auth.session-token' },
      },
      schemas,
    },
  }
}

/** An answer that is no envelope, such as a file's bytes. */
function describeRaw(path: string, { name, summary }: NonNullable<Handler['raw']>) {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, found]) => found)
  return {
    operationId: name,
    summary,
    parameters: names.map((found) => ({
      name: found,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    responses: {
      200: { description: 'The answer itself, without an envelope' },
      default: {
        description: 'A problem',
        content: { 'application/problem+json': { schema: problemReference } },
      },
    },
  }
}

function describePath(path: string, module: Routes[string], schemas: Schemas): Record<string, unknown> {
  const described: [string, unknown][] = []
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
    const { operation, status, raw, takesFile, takesBody } = (module[method] ?? {}) as Handler
    if (raw) described.push([method.toLowerCase(), describeRaw(path, raw)])
    if (!operation) continue
    const takes = { path, method, operation, status, takesFile, takesBody }
    described.push([method.toLowerCase(), describeOperation(takes, schemas)])
  }
  return Object.fromEntries(described)
}

interface Described {
  path: string
  method: string
  operation: Operation<never>
  status: number | undefined
  takesFile: number | undefined
  takesBody: true | undefined
}

function describeOperation(described: Described, schemas: Schemas) {
  const { path, method, operation, status = 200, takesFile } = described
  const { properties: all = {}, required = [] } = jsonSchema(operation, 'input', schemas)
  const { file, ...rest } = all
  const properties = takesFile === undefined ? all : rest
  const takesBody = takesFile === undefined && (described.takesBody ?? /^(POST|PUT|PATCH)$/.test(method))
  const inPath = new Set([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!))
  const parameters = Object.entries(properties)
    .filter(([name]) => inPath.has(name) || !takesBody)
    .map(([name, schema]) => ({
      name,
      in: inPath.has(name) ? 'path' : 'query',
      required: inPath.has(name) || required.includes(name),
      schema,
    }))
  const body = Object.fromEntries(Object.entries(properties).filter(([name]) => !inPath.has(name)))
  const hasBody = takesBody && Object.keys(body).length > 0
  return {
    operationId: operation.name,
    summary: operation.summary,
    description: `Needs the permission ${operation.permission}.${operation.keysSign ? ' API keys sign it.' : ''}`,
    parameters: method === 'POST' ? [...parameters, idempotencyKey] : parameters,
    ...(hasBody
      ? {
          requestBody: requestBody(
            body,
            required.filter((name) => !inPath.has(name)),
          ),
        }
      : {}),
    ...(takesFile === undefined ? {} : { requestBody: fileBody(takesFile, file) }),
    responses: {
      [status]: {
        description: 'Done',
        content: {
          'application/json': { schema: envelope(operation, jsonSchema(operation, 'output', schemas)) },
        },
      },
      default: {
        description: 'A problem',
        content: { 'application/problem+json': { schema: problemReference } },
      },
    },
  }
}

interface ObjectSchema {
  properties?: Record<string, unknown>
  required?: string[]
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', maxLength: 255 },
}

const problemReference = { $ref: '#/components/schemas/Problem' }

const problemSchema = z.toJSONSchema(
  z.object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    success: z.literal(false),
    code: z.string(),
    errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
    request_id: z.string(),
  }),
)

function requestBody(properties: Record<string, unknown>, required: string[]) {
  const schema = { type: 'object', additionalProperties: false, properties, required }
  return { required: required.length > 0, content: { 'application/json': { schema } } }
}

function fileBody(maxBytes: number, described: unknown) {
  const description = `The file itself, at most ${maxBytes / 1024 / 1024} MB.`
  const schema = { ...(described as object), type: 'string', format: 'binary' }
  return { required: true, description, content: { 'application/octet-stream': { schema } } }
}

function envelope({ kind }: Operation<never>, schema: ObjectSchema) {
  const { items, pagination } = schema.properties ?? {}
  const data = kind === 'page' ? { data: items, pagination } : { data: schema }
  return {
    type: 'object',
    properties: { success: { const: true }, ...data },
    required: ['success', ...Object.keys(data)],
  }
}

/** Definitions that a schema refers to move into the document's own list, where its references find them. */
function jsonSchema(operation: Operation<never>, io: 'input' | 'output', schemas: Schemas): ObjectSchema {
  const { $schema: _, $defs = {}, ...schema } = z.toJSONSchema(operation[io], { io, unrepresentable: 'any' })
  const name = `${operation.name}.${io}`
  const renamed = (part: unknown) =>
    JSON.parse(JSON.stringify(part).replaceAll('"#/$defs/', `"#/components/schemas/${name}.`))
  for (const [key, definition] of Object.entries($defs)) schemas[`${name}.${key}`] = renamed(definition)
  return renamed(schema)
}
