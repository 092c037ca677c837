import { expect, keyOf, problemIn, test, wrongField } from './client.ts'
import { asResponse, raw } from './raw-http.ts'

test('garbage in a path is refused, and in a query never a failure of ours', async ({ stack, as }) => {
  const admin = as('admin')
  const authorization = `Bearer ${keyOf(stack.tenants[0]!, 'admin')}`
  const get = async (path: string) => asResponse(await raw(stack.baseUrl, 'GET', path, { authorization }))
  for (const garbage of ['%', '%zz', '%ff', '%c0%af', '%00', '%ed%a0%80']) {
    for (const folder of ['/api/v1/exports/', '/api/v1/exports/status/', '/api/', '/'])
      await problemIn(await get(`${folder}${garbage}`), 400, 'invalid_request')
    // Next writes the query anew before anyone sees it: most garbage becomes a text to search for.
    expect([200, 400]).toContain((await get(`/api/v1/exports?search=${garbage}`)).status())
  }
  expect(await wrongField(await get('/api/v1/exports?search=a%00b'), 'search')).toContain('NUL')
  expect(await wrongField(await get('/api/v1/exports?%zz=1'), '%zz')).toBe('unknown key')
  expect(await wrongField(await admin.get('/api/v1/exports?limit=5&limit=6'), 'limit')).toContain(
    'more than once',
  )
  // Next drops this key before anyone sees it.
  expect((await admin.get('/api/v1/exports?__proto__=1')).status()).toBe(200)
  expect(await wrongField(await admin.get('/api/v1/exports?constructor=1'), 'constructor')).toBe(
    'unknown key',
  )
  for (const path of [
    '/api/v1/exports/../../../etc/passwd',
    '/api/v1/exports/..%2f..%2fetc%2fpasswd',
    '//x/..',
  ])
    expect((await get(path)).status(), path).toBeLessThan(500)
})

test('methods that are not offered say which are', async ({ stack, as }) => {
  const admin = as('admin')
  const allowed = async (method: string, path: string) => {
    const response = await admin.send(method, path)
    await problemIn(response, 405, 'method_not_allowed')
    return response.headers().allow
  }
  const one = `/api/v1/exports/${stack.tenants[0]!.id}`
  expect(await allowed('PUT', '/api/v1/exports')).toBe('GET, HEAD, POST')
  expect(await allowed('DELETE', '/api/v1/exports')).toBe('GET, HEAD, POST')
  expect(await allowed('POST', '/api/v1/exports/types')).toBe('GET, HEAD')
  expect(await allowed('GET', `${one}/cancel`)).toBe('POST')
  expect(await allowed('PATCH', one)).toBe('GET, HEAD, DELETE')
  for (const method of ['TRACE', 'PROPFIND', 'LOCK', 'SEARCH']) {
    for (const path of ['/api/v1/exports', '/api/health/live', '/sign-in', '/']) {
      const answer = await raw(stack.baseUrl, method, path, { 'x-request-id': 'traced' })
      const { request_id } = await problemIn(asResponse(answer), 405, 'method_not_allowed')
      expect([request_id, answer.headers.allow]).toEqual(['traced', expect.stringContaining('GET')])
    }
  }
})

test('an unknown address below /api is a problem document, for every method', async ({ as }) => {
  const nobody = as('nobody')
  const unknown = [
    '/api',
    '/api/nothing',
    '/api/v1',
    '/api/v1/nothing',
    '/api/v2/exports',
    '/api/v1/exports/a/b/c',
  ]
  for (const path of unknown) {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
      await problemIn(await nobody.send(method, path), 404, 'not_found')
    expect((await nobody.head(path)).status(), path).toBe(404)
  }
})

test('signing in leads to an address of this site alone', async ({ stack, request }) => {
  const { baseUrl, tenants } = stack
  const { csrfToken } = await (await request.get(`${baseUrl}/api/auth/csrf`)).json()
  const { email, password } = tenants[0]!.users.find(({ role }) => role === 'admin')!
  for (const callbackUrl of ['https://evil.example/', '//evil.example', 'javascript:alert(1)']) {
    const form = { csrfToken, email, password, callbackUrl, json: 'true' }
    const answer = await request.post(`${baseUrl}/api/auth/callback/credentials`, { form, maxRedirects: 0 })
    expect([callbackUrl, new URL((await answer.json()).url).origin]).toEqual([callbackUrl, baseUrl])
  }
})
