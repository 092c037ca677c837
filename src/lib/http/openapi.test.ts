import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { Operation } from '../operation/operation.ts'
import { describeApi } from './openapi.ts'

const operation = (name: string, input: z.ZodType, output: z.ZodType, kind = 'query') => {
  const described = { kind, name, summary: `Does ${name}.`, permission: 'exports.read', input, output }
  return Object.assign(async () => new Response(), { operation: described as unknown as Operation<never> })
}

const thing = z.object({ id: z.uuid(), tree: z.json() })

const document = describeApi('Test', '/api/v1', {
  '/things': {
    GET: operation(
      'things.list',
      z.strictObject({ page: z.coerce.number().default(1), kind: z.string() }),
      z.object({ items: z.array(thing), pagination: z.object({ total: z.number() }) }),
      'page',
    ),
    POST: Object.assign(operation('things.create', z.strictObject({ name: z.string() }), thing), {
      status: 201,
    }),
  },
  '/things/{id}': {
    PUT: operation('things.replace', z.strictObject({ id: z.uuid(), name: z.string() }), thing, 'command'),
    PATCH: operation('things.change', z.strictObject({ id: z.uuid(), name: z.string() }), thing, 'command'),
  },
  '/things/{id}/stop': { POST: operation('things.stop', z.strictObject({ id: z.uuid() }), thing) },
  // biome-ignore lint/suspicious/noExplicitAny: the document is looked into as a reader would.
}) as any

const things = document.paths['/api/v1/things']

describe('the API description', () => {
  it('puts input into the query of a reading method, required where there is no default', () => {
    const parameters = things.get.parameters.map(
      ({ name, in: place, required }: Record<string, unknown>) => ({
        ...{ name, place, required },
      }),
    )
    expect(parameters).toEqual([
      { name: 'page', place: 'query', required: false },
      { name: 'kind', place: 'query', required: true },
    ])
    expect(things.get.requestBody).toBeUndefined()
  })

  it('puts input into the body of a POST, apart from what the path names', () => {
    expect(things.post.requestBody.content['application/json'].schema).toMatchObject({
      additionalProperties: false,
      required: ['name'],
    })
    const stop = document.paths['/api/v1/things/{id}/stop'].post
    expect(stop.requestBody).toBeUndefined()
    expect(stop.parameters.map(({ name, in: place }: Record<string, string>) => `${place} ${name}`)).toEqual([
      'path id',
      'header Idempotency-Key',
    ])
  })

  it.each(['put', 'patch'])('puts input of %s into the body, too', (method) => {
    const { parameters, requestBody } = document.paths['/api/v1/things/{id}'][method]
    expect(parameters.map(({ name, in: place }: Record<string, string>) => `${place} ${name}`)).toEqual([
      'path id',
    ])
    expect(requestBody.content['application/json'].schema).toMatchObject({ required: ['name'] })
  })

  it('answers with the envelope, under the status of the route', () => {
    expect(Object.keys(things.post.responses)).toEqual(['201', 'default'])
    const { properties, required } = things.get.responses[200].content['application/json'].schema
    expect(Object.keys(properties)).toEqual(['success', 'data', 'pagination'])
    expect(required).toEqual(['success', 'data', 'pagination'])
  })

  it('keeps the definitions that schemas refer to where the references find them', () => {
    const text = JSON.stringify(document)
    expect(text).not.toContain('$defs')
    const targets = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name)
    expect(targets.length).toBeGreaterThan(3)
    for (const name of targets) expect(document.components.schemas).toHaveProperty([name!])
  })
})
