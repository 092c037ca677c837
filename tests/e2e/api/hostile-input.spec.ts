import { expect, problemIn, test, wrongField } from './client.ts'
import { asResponse, raw } from './raw-http.ts'

const payloads = {
  sql: `'; drop table data_exports; --`,
  sqlUnion: `x' union select password_hash from users --`,
  sqlDollar: '$1; $$; %L %% \\',
  path: '../../../../etc/passwd',
  windowsPath: '..\\..\\windows\\win.ini',
  nul: 'a\0b',
  lineBreak: 'a\r\nSet-Cookie: x=1',
  rightToLeft: 'a\u202Egnp.exe',
  isolates: '\u2066\u2069\u200F',
  bigUnicode: '𝕏👩‍👩‍👧\u0301'.repeat(20),
  loneSurrogate: 'a\ud800b',
  long: 'x'.repeat(300),
  veryLong: 'x'.repeat(100_000),
  template: '{{7*7}}$' + '{7*7}<%= 7*7 %>',
  script: '<script>alert(1)</script>',
  formula: '=cmd|/C calc!A0',
  format: '%s%n%x',
  prototype: '__proto__',
  constructor: 'constructor',
  empty: '',
  spaces: '   ',
}
const valid = { export_name: 'Hostile', export_type: 'customers', format: 'csv' }

test('a hostile search that is taken finds nothing and breaks nothing when it runs', async ({ as }) => {
  const manager = as('manager')
  for (const search of [payloads.sql, payloads.sqlDollar, payloads.sqlUnion, '%', '_%_\\']) {
    const { record_count, status } = await manager.finished({ filters: { search } })
    expect([search, status, record_count < 1000]).toEqual([search, 'completed', true])
  }
})

test('names are refused for their control characters and their length, and kept as they are otherwise', async ({
  as,
}) => {
  const manager = as('manager')
  const refused = async (export_name: string) =>
    wrongField(await manager.create({ export_name }), 'export_name')
  for (const name of [payloads.nul, payloads.lineBreak, payloads.long, 'a\u2028b', payloads.loneSurrogate])
    await refused(name)
  for (const name of [
    payloads.path,
    payloads.rightToLeft,
    payloads.script,
    payloads.bigUnicode.slice(0, 60),
  ]) {
    const { data } = await (await manager.create({ export_name: name })).json()
    expect(data.export_name).toBe(name)
    await manager.until(data.id, 'completed')
    const { headers } = { headers: (await manager.get(await manager.link(data.id))).headers() }
    expect(headers['content-disposition']).not.toMatch(/[\r\n\u0080-\u{10ffff}]|\.\.\/|\.\.%2F/u)
    expect(headers['set-cookie']).toBeUndefined()
  }
})

test('no strange value in the query of the list is a failure of ours', async ({ as }) => {
  const admin = as('admin')
  const keys = [
    'type',
    'format',
    'status',
    'date_from',
    'created_by',
    'search',
    'page',
    'limit',
    'sort_by',
    'cursor',
  ]
  for (const value of Object.values(payloads)) {
    if (value === payloads.loneSurrogate || value === payloads.veryLong) continue
    for (const key of keys) {
      const response = await admin.get(`/api/v1/exports?${key}=${encodeURIComponent(value)}`)
      expect([200, 400], `${key}=${value.slice(0, 50)}`).toContain(response.status())
      if (response.status() === 400) await problemIn(response, 400, 'invalid_request')
    }
  }
})

test('bodies are refused by type, size, depth, encoding and shape', async ({ stack, as }) => {
  const manager = as('manager')
  const post = async (body: string | Uint8Array, type = 'application/json') => {
    const key = stack.tenants[0]!.api_keys.find(({ role }) => role === 'manager')!.key
    const headers = { authorization: `Bearer ${key}`, 'content-type': type }
    return asResponse(await raw(stack.baseUrl, 'POST', '/api/v1/exports', headers, body))
  }
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/xml',
    'multipart/form-data',
  ])
    await problemIn(await post(JSON.stringify(valid), type), 415, 'unsupported_media_type')
  for (const body of ['{', '[]', 'null', '"x"', '{"export_name":NaN}', "{'a':1}"])
    await problemIn(await post(body), 400, 'invalid_request')
  await problemIn(await post(new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])), 400, 'invalid_request')
  await problemIn(
    await post(JSON.stringify({ ...valid, x: 'x'.repeat(1024 * 1024) })),
    413,
    'payload_too_large',
  )
  const deep = (levels: number) => `{"filters":${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}}`
  const { errors } = await problemIn(await post(deep(33)), 400, 'invalid_request')
  expect(errors[0]!.message).toContain('32')
  await problemIn(await post(deep(20_000)), 400, 'invalid_request')
  await wrongField(await post('{"__proto__":{"isAdmin":true}}'), '__proto__')
  await wrongField(await post('{"filters":{"__proto__":{"x":1}}}'), 'filters.__proto__')
  await wrongField(await post('{"export_name":"\\u0000"}'), 'export_name')
  expect((await manager.create({}, { 'Content-Type': 'application/json; charset=utf-8' })).status()).toBe(201)
})

test('credentials that are none are 401', async ({ stack, as }) => {
  const key = stack.tenants[0]!.api_keys[0]!.key
  const values = [
    '',
    'Bearer',
    'Bearer ',
    'Bearer x',
    `Basic ${key}`,
    key,
    `Bearer ${key}x`,
    `Bearer ${key.slice(0, -1)}`,
  ]
  const swapped = key.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
  for (const value of [
    ...values,
    `Bearer ${swapped}`,
    `Bearer ${'x'.repeat(5000)}`,
    `Bearer ${payloads.sql}`,
  ]) {
    const response = await as('nobody').get('/api/v1/exports', { Authorization: value })
    await problemIn(response, 401, 'unauthenticated')
  }
  expect((await as('nobody').get('/api/v1/exports', { Authorization: `bearer  ${key}` })).status()).toBe(200)
})
