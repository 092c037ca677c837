import { describe, expect, it } from 'vitest'
import {
  type ApiDocument,
  addressOf,
  answerOf,
  bodyOf,
  curlOf,
  exampleOf,
  groupsOf,
  typeInWords,
} from './document.ts'

const document: ApiDocument = {
  info: { title: 'Test', version: '1' },
  paths: {
    '/api/v1/things': {
      get: { operationId: 'things.list', summary: 'Lists', responses: { 200: {} } },
      post: {
        operationId: 'things.create',
        summary: 'Makes',
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/thing' } } } },
        responses: { 201: { content: { 'application/json': { schema: { type: 'object' } } } }, default: {} },
      },
    },
    '/api/v1/keys/{id}': { delete: { operationId: 'keys.delete', summary: 'Ends', responses: { 200: {} } } },
  },
  components: {
    schemas: {
      thing: {
        type: 'object',
        required: ['name', 'kind', 'tags'],
        properties: {
          name: { type: 'string' },
          kind: { enum: ['small', 'large'] },
          tags: { type: 'array', items: { type: 'string', format: 'uuid' } },
          note: { anyOf: [{ type: 'string' }, { type: 'null' }] },
        },
      },
    },
  },
}

describe('an API document', () => {
  it('is grouped by the noun of the path', () => {
    const groups = [...groupsOf(document)].map(([name, endpoints]) => [
      name,
      endpoints.map(({ method }) => method),
    ])
    expect(groups).toEqual([
      ['things', ['GET', 'POST']],
      ['keys', ['DELETE']],
    ])
  })

  it('says types in words, through references', () => {
    const { properties } = document.components.schemas.thing!
    expect(Object.values(properties!).map((schema) => typeInWords(schema, document))).toEqual([
      'string',
      '"small" | "large"',
      'array of string (uuid)',
      'string | null',
    ])
    expect(typeInWords({ $ref: '#/components/schemas/thing' }, document)).toBe('object')
  })

  it('gives a body to start from, and the status of success', () => {
    const create = document.paths['/api/v1/things']!.post!
    expect(exampleOf(bodyOf(create)!, document)).toEqual({ name: '', kind: 'small', tags: [] })
    expect(answerOf(create)).toEqual({ status: '201', schema: { type: 'object' } })
  })
})

describe('a request', () => {
  const parameters = [
    { name: 'id', in: 'path' as const, required: true, schema: {} },
    { name: 'page', in: 'query' as const, required: false, schema: {} },
    { name: 'search', in: 'query' as const, required: false, schema: {} },
  ]

  it('has its path and query filled in and encoded', () => {
    expect(addressOf('/things/{id}', parameters, { id: 'a b', page: '2', search: '' })).toBe(
      '/things/a%20b?page=2',
    )
    expect(addressOf('/things/{id}', parameters, { id: '1', search: 'ä&b' })).toBe(
      '/things/1?search=%C3%A4%26b',
    )
  })

  it('becomes a command that a shell takes as it is', () => {
    expect(curlOf('POST', 'http://localhost/x', `{"name":"it's"}`)).toContain(`-d '{"name":"it'\\''s"}'`)
    expect(curlOf('GET', 'http://localhost/x', undefined)).not.toContain('Content-Type')
  })
})
