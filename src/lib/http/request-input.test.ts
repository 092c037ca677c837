import { describe, expect, it } from 'vitest'
import type { AppError } from '../errors.ts'
import { readInput } from './request-input.ts'

const json = { 'Content-Type': 'application/json' }

function get(query: string) {
  return readInput(new Request(`http://localhost/things${query}`), {})
}

function post(body: BodyInit, headers: HeadersInit = json, query = '') {
  return readInput(new Request(`http://localhost/things${query}`, { method: 'POST', body, headers }), {})
}

/** The code and the path of the first wrong field. */
async function refusal(work: Promise<unknown>): Promise<[code: string, path?: string]> {
  const error = (await work.then(
    () => expect.unreachable('was taken'),
    (thrown) => thrown,
  )) as AppError
  const path = error.details.errors?.[0]?.path
  return path === undefined ? [error.code] : [error.code, path]
}

describe('the query', () => {
  it('is decoded once, with + for a space', async () => {
    expect(await get('?search=a+b%20c%2Bd&type=%2541&empty=&bare')).toEqual({
      ...{ search: 'a b c+d', type: '%41', empty: '', bare: '' },
    })
  })

  it('keeps what stands after the first = and after a second ?', async () => {
    expect(await get('?a=b=c?d')).toEqual({ a: 'b=c?d' })
  })

  it.each([
    ['?a=1&a=2', 'a'],
    ['?a=1&%61=2', 'a'],
    ['?__proto__=1', '__proto__'],
    ['?__proto__=1&__proto__=2', '__proto__'],
    ['?a=%', 'a'],
    ['?a=%zz', 'a'],
    ['?a=%ff', 'a'],
    ['?%zz=1', '%zz'],
    ['?a=%00', 'a'],
    ['?a%00=1', 'a%00'],
  ])('%s is refused, naming %s', async (query, path) => {
    expect(await refusal(get(query))).toEqual(['invalid_request', path])
  })

  it('may not name what the path says already', async () => {
    const request = new Request('http://localhost/things/1?id=2')
    expect(await refusal(readInput(request, { id: '1' }))).toEqual(['invalid_request', 'id'])
  })
})

describe('the body', () => {
  it('is joined with the path', async () => {
    const request = new Request('http://localhost/things/1', {
      method: 'POST',
      body: '{"name": "x"}',
      headers: json,
    })
    expect(await readInput(request, { id: '1' })).toEqual({ id: '1', name: 'x' })
  })

  it('may be absent, whatever the content type', async () => {
    expect(await post('', {})).toEqual({})
    expect(await post(' \n', { 'Content-Type': 'text/plain' })).toEqual({})
  })

  it('is not read where a method has none', async () => {
    const request = new Request('http://localhost/things', { method: 'DELETE', body: '{{{', headers: json })
    expect(await readInput(request, {})).toEqual({})
  })

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/jsonp',
    '',
  ])('as %s is unsupported', async (type) => {
    expect(await refusal(post('{}', { 'Content-Type': type }))).toEqual(['unsupported_media_type'])
  })

  it.each(['[]', '"text"', '1', 'null', 'true', '{', '{"a":1,}', '{"a":NaN}', "{'a':1}"])(
    '%s is no JSON object',
    async (body) => {
      expect(await refusal(post(body))).toEqual(['invalid_request'])
    },
  )

  it('of exactly 1 MB is read, and one byte more is too large', async () => {
    const text = (bytes: number) => `{"a":"${'x'.repeat(bytes - 8)}"}`
    await expect(post(text(1024 * 1024))).resolves.toHaveProperty('a')
    expect(await refusal(post(text(1024 * 1024 + 1)))).toEqual(['payload_too_large'])
  })

  it('may be nested 32 levels deep and no deeper', async () => {
    const nested = (levels: number) => `{"a":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`
    await expect(post(nested(32))).resolves.toHaveProperty('a')
    expect((await refusal(post(nested(33))))[0]).toBe('invalid_request')
    expect((await refusal(post(nested(50_000))))[0]).toBe('invalid_request')
  })

  it.each([
    ['{"a":{"__proto__":{"isAdmin":true}}}', 'a.__proto__'],
    ['{"__proto__":1}', '__proto__'],
    ['{"a":["x\\u0000"]}', 'a.0'],
    ['{"a":{"b\\u0000":1}}', 'a.b\0'],
    ['{"a":"\\ud800"}', 'a'],
  ])('%s is refused, naming its path', async (body, path) => {
    expect(await refusal(post(body))).toEqual(['invalid_request', path])
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  })

  it('must be UTF-8', async () => {
    expect(await refusal(post(new Uint8Array([0x7b, 0xff, 0x7d])))).toEqual(['invalid_request'])
  })

  it('is read alone: what stands in the address is refused', async () => {
    expect(await refusal(post('{"name":"x"}', json, '?page=1'))).toEqual(['invalid_request', 'page'])
    expect(await refusal(post('{"id":"2"}', json, '?id=1'))).toEqual(['invalid_request', 'id'])
  })

  it('may not say again what the path says', async () => {
    const request = new Request('http://localhost/things/1', {
      method: 'POST',
      body: '{"id":"2"}',
      headers: json,
    })
    expect(await refusal(readInput(request, { id: '1' }))).toEqual(['invalid_request', 'id'])
  })
})
