import { connect, type Socket } from 'node:net'
import { expect, problemIn, test } from './client.ts'
import { asResponse, raw } from './raw-http.ts'

/** Writes these bytes and resolves to everything that came back once the server has closed its side. */
function converse(baseUrl: string, text: string): Promise<string> {
  const { hostname, port } = new URL(baseUrl)
  return new Promise((resolve, reject) => {
    let heard = ''
    const socket: Socket = connect(Number(port), hostname, () => socket.write(text))
    socket.setEncoding('utf8')
    socket.on('data', (chunk) => {
      heard += chunk
    })
    socket.on('end', () => socket.end())
    socket.on('close', () => resolve(heard))
    socket.on('error', reject)
  })
}

const statusIn = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1])

test('a websocket is refused and its socket closed, on any path; another upgrade is answered as if there were none', async ({
  stack,
}) => {
  for (const path of ['/', '/_next/webpack-hmr', '/api/v1/exports', '/nothing']) {
    const answer = await converse(
      stack.baseUrl,
      `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    )
    expect(statusIn(answer), path).toBe(400)
    expect(answer).toContain('WebSockets are not supported here')
  }
  const other = await converse(
    stack.baseUrl,
    'GET /api/health/live HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n',
  )
  expect(statusIn(other)).toBe(200)
  expect(other).toMatch(/connection: close/i)
})

test('an address in asterisk form is a wrong one, and one in absolute form is the path that it means', async ({
  stack,
}) => {
  for (const method of ['OPTIONS', 'GET', 'POST']) {
    const answer = await converse(
      stack.baseUrl,
      `${method} * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    )
    expect(statusIn(answer), method).toBe(400)
    expect(answer).toMatch(/x-request-id: \S+/i)
  }
  const absolute = await raw(stack.baseUrl, 'GET', `${stack.baseUrl}/api/health/live`)
  expect(absolute.status).toBe(200)
})

test('no cookie and no callbackUrl is a failure of ours, and none leads elsewhere', async ({ stack }) => {
  const { baseUrl } = stack
  const origin = new URL(baseUrl).origin
  for (const value of ['x', '%', '//evil.example', 'http://[', 'https://evil.example/']) {
    const headers = { Cookie: `next-auth.callback-url=${value}` }
    for (const path of ['/sign-in', '/exports', '/api/v1/exports', '/api/auth/session', '/api/auth/csrf'])
      expect((await raw(baseUrl, 'GET', path, headers)).status, `${path} ${value}`).toBeLessThan(500)
    const paths = ['signin?', 'signout?', 'error?', 'providers?', 'error?error=x%0A%7B%7D&y=1&']
    for (const path of paths) {
      const answer = await raw(baseUrl, 'GET', `/api/auth/${path}callbackUrl=${encodeURIComponent(value)}`)
      expect(answer.status, `${path} ${value}`).toBeLessThan(500)
      if (answer.headers.location) expect(new URL(answer.headers.location, baseUrl).origin).toBe(origin)
    }
  }
  for (const [path, type, body] of [
    ['callback/credentials', 'application/json', '{'],
    ['signin/credentials', 'application/json', '[['],
    ['signout', 'application/json', 'null'],
    ['callback/credentials', 'application/x-www-form-urlencoded', '%%%=%&csrfToken'],
    ['callback/credentials', 'multipart/form-data', 'x'],
    ['callback/nobody', 'application/json', '{}'],
    ['_log', 'application/json', '{"x":1}'],
  ]) {
    const answer = await raw(baseUrl, 'POST', `/api/auth/${path}`, { 'Content-Type': type! }, body)
    expect(answer.status, `${path} ${body}`).toBeLessThan(500)
    expect(answer.headers['x-request-id']).toBeDefined()
  }
  await problemIn(asResponse(await raw(baseUrl, 'GET', '/api/auth/nothing')), 404, 'not_found')
})

test('a page takes no POST but a server action, from our own pages alone, with a body that can be read', async ({
  stack,
}) => {
  const { baseUrl } = stack
  const post = async (headers: Record<string, string>, body = '[]', path = '/sign-in') =>
    asResponse(await raw(baseUrl, 'POST', path, headers, body))
  await problemIn(
    await post({ 'Content-Type': 'application/x-www-form-urlencoded' }),
    405,
    'method_not_allowed',
  )
  await problemIn(
    await post({ 'Content-Type': 'multipart/form-data; boundary=x' }),
    405,
    'method_not_allowed',
  )
  const action = { 'Next-Action': `40${'0'.repeat(40)}`, 'Content-Type': 'text/plain;charset=UTF-8' }
  for (const origin of ['https://evil.example', 'null', 'garbage', '', 'http://', `${baseUrl}.evil.example`])
    await problemIn(await post({ ...action, Origin: origin }), 403, 'forbidden')
  const forged = { 'X-Forwarded-Host': 'evil.example', Host: 'evil.example', Origin: 'https://evil.example' }
  await problemIn(await post({ ...action, ...forged }), 403, 'forbidden')
  await problemIn(await post({ ...action, 'Sec-Fetch-Site': 'cross-site' }), 403, 'forbidden')
  const unknown = await post({ ...action, Origin: baseUrl })
  expect(unknown.status()).toBeGreaterThanOrEqual(400)
  expect(unknown.status()).toBeLessThan(500)
})

test('what every answer carries: nosniff and a request id, and on the API of a person their budget', async ({
  stack,
  as,
}) => {
  for (const path of [
    '/',
    '/sign-in',
    '/nothing',
    '/icon.svg',
    '/api/auth/csrf',
    '/api/v1/exports',
    '/api/health/live',
  ]) {
    const { headers } = await raw(stack.baseUrl, 'GET', path, { 'X-Request-Id': 'door-1' })
    expect(headers['x-content-type-options'], path).toBe('nosniff')
    expect(headers['x-request-id'], path).toBe('door-1')
  }
  const home = await raw(stack.baseUrl, 'GET', '/')
  expect([home.status, home.headers['cache-control']]).toEqual([307, expect.stringContaining('no-store')])
  const [auth] = [await raw(stack.baseUrl, 'GET', '/api/auth/csrf')]
  expect(auth.headers['cache-control']).toBe('no-store')
  expect(auth.headers['content-security-policy']).toContain("frame-ancestors 'none'")

  const manager = as('manager')
  const left = (response: { headers(): Record<string, string> }) =>
    Number(/r=(\d+)/.exec(response.headers().ratelimit ?? '')?.[1])
  const first = left(await manager.get('/api/v1/exports'))
  const wrong = left(await manager.get('/api/v1/exports?nothing=1'))
  const missing = left(await manager.get('/api/v1/exports/01980000-0000-7000-8000-000000000009'))
  expect([first - wrong > 0, wrong - missing > 0]).toEqual([true, true])
})

test('a read answers with an ETag, and 304 to whoever has it; an If-Match that means nothing is 412', async ({
  as,
}) => {
  const admin = as('admin')
  const first = await admin.get('/api/v1/exports/types')
  const { etag = '' } = first.headers()
  expect(etag).toMatch(/^"[\w-]{27}"$/)
  const again = await admin.get('/api/v1/exports/types', { 'If-None-Match': `W/${etag}, "x"` })
  expect([again.status(), await again.text()]).toEqual([304, ''])
  expect((await admin.get('/api/v1/exports/types', { 'If-None-Match': '"x"' })).status()).toBe(200)
  await problemIn(await admin.get('/api/v1/exports/types', { 'If-Match': '"x"' }), 412, 'precondition_failed')
  await problemIn(await admin.create({}, { 'If-Match': '"1"' }), 412, 'precondition_failed')
})

test('days and instants at the ends of the calendar are told to be there', async ({ as }) => {
  const admin = as('admin')
  for (const key of ['date_from', 'date_to']) {
    for (const value of [
      '0000-01-01',
      '0000-12-31T23:59:59Z',
      '0001-01-01',
      '9999-12-31',
      '9999-12-31T23:59:59-23:59',
      '0001-01-01T00:00:00+23:59',
      '2026-01-01T00:00:00+23:59',
      '2026-01-01T00:00:00-23:59',
      '2026-02-29',
    ]) {
      const response = await admin.get(`/api/v1/exports?${key}=${encodeURIComponent(value)}`)
      expect([200, 400], `${key}=${value}`).toContain(response.status())
    }
  }
})

test('a format that is unknown is no way around a right that is missing', async ({ as }) => {
  const asked = { export_type: 'payroll', format: 'nothing' }
  await problemIn(await as('manager').create(asked), 403, 'forbidden')
  await problemIn(await as('admin').create(asked), 400, 'invalid_request')
})
