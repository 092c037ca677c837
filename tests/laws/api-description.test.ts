import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Handler } from '#src/lib/http/route.ts'
import { filesBelow, root } from './project.ts'

interface Described {
  operationId: string
  parameters: { name: string; in: string; required: boolean; schema: object }[]
  requestBody?: { content: Record<string, { schema: object }> }
  responses: Record<string, { content?: Record<string, { schema: object }> }>
}

interface OpenApi {
  openapi: string
  info: { title: string; version: string }
  paths: Record<string, Record<string, Described>>
  components: { schemas: Record<string, object>; securitySchemes: Record<string, object> }
  security: Record<string, string[]>[]
}

/** Answers the document itself; it describes operations and runs none. */
const withoutOperation = ['/api/v1/openapi.json']
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

let document: OpenApi
let routes: Map<string, Record<string, Handler>>

beforeAll(async () => {
  const files = filesBelow(['src/app/api'], /\/(v\d+|fastbreak|smart-onboarding)\/.*\/route\.ts$/)
  const modules = files.map(async (file) => {
    const path = file.replace(/^src\/app|\/route\.ts$/g, '').replace(/\[(\w+)\]/g, '{$1}')
    return [path, await import(pathToFileURL(join(root, file)).href)] as const
  })
  routes = new Map(await Promise.all(modules))
  const get = routes.get('/api/v1/openapi.json')!.GET!
  const request = new Request('http://localhost/api/v1/openapi.json')
  document = await (await get(request, { params: Promise.resolve({}) })).json()
}, 60_000)

const operations = () =>
  Object.entries(document.paths).flatMap(([path, described]) =>
    Object.entries(described).map(([method, operation]) => ({ path, method, operation })),
  )

describe('the API description', () => {
  it('names every route there is, and no other', () => {
    const described = [...Object.keys(document.paths), ...withoutOperation]
    expect(routes.size).toBeGreaterThan(8)
    expect(described.sort()).toEqual([...routes.keys()].sort())
  })

  it('names every method that runs an operation or sends bytes, and no other', () => {
    for (const [path, described] of Object.entries(document.paths)) {
      const offered = methods.filter(
        (method) => routes.get(path)![method]?.operation ?? routes.get(path)![method]?.raw,
      )
      expect(Object.keys(described), path).toEqual(offered.map((method) => method.toLowerCase()))
      expect(offered.length, path).toBeGreaterThan(0)
    }
  })

  it('is an OpenAPI 3.1 document whose references lead somewhere', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/)
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) })
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(
      ([, target]) => target!,
    )
    expect(references.length).toBeGreaterThan(0)
    for (const target of new Set(references)) expect(resolve(target), target).toBeDefined()
    for (const scheme of document.security.flatMap((entry) => Object.keys(entry)))
      expect(document.components.securitySchemes).toHaveProperty(scheme)
  })

  it('gives each operation an id of its own, its answer, and the problem document', () => {
    const ids = operations().map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { path, method, operation } of operations()) {
      const statuses = Object.keys(operation.responses)
      expect(
        statuses.filter((status) => /^2\d\d$/.test(status)),
        `${method} ${path}`,
      ).toHaveLength(1)
      expect(operation.responses.default?.content).toHaveProperty(['application/problem+json'])
    }
  })

  it('declares exactly the parameters of each path, and never a body for a reading method', () => {
    for (const { path, method, operation } of operations()) {
      const inPath = operation.parameters.filter((parameter) => parameter.in === 'path')
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
      expect(
        inPath.map(({ name }) => name),
        `${method} ${path}`,
      ).toEqual(named)
      expect(inPath.every(({ required }) => required)).toBe(true)
      // A password has no place in an address: who deletes with one sends it as a body.
      const isRemoval = path.endsWith('/risk/limits/{id}')
      if (method === 'get' || (method === 'delete' && !isRemoval))
        expect(operation.requestBody).toBeUndefined()
      const places = operation.parameters.map((parameter) => `${parameter.in} ${parameter.name}`)
      expect(new Set(places).size).toBe(places.length)
    }
  })
})

/** What a local reference such as `#/components/schemas/Problem` names. */
function resolve(reference: string): unknown {
  return reference
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], document)
}
