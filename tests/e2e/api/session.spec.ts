import type { APIRequestContext } from '@playwright/test'
import { addTenants } from '../stack.ts'
import { expect, problemIn, test } from './client.ts'

interface Person {
  email: string
  password: string
}

/** Signs in as the sign-in page does; the cookies stay with the context. */
async function signIn(request: APIRequestContext, baseUrl: string, { email, password }: Person) {
  const { csrfToken } = await (await request.get(`${baseUrl}/api/auth/csrf`)).json()
  const form = { csrfToken, email, password, json: 'true', callbackUrl: `${baseUrl}/exports` }
  return request.post(`${baseUrl}/api/auth/callback/credentials`, { form, maxRedirects: 0 })
}

const sessionOf = async (request: APIRequestContext) =>
  (await request.storageState()).cookies.find(({ name }) => name.includes('session-token'))

function admin(users: (Person & { role: string })[]): Person {
  return users.find(({ role }) => role === 'admin')!
}

test('a session cookie opens the API to the person, their own pages, and no other site', async ({
  stack,
  request,
}) => {
  const { baseUrl, tenants } = stack
  const [tenant] = tenants
  await problemIn(await request.get(`${baseUrl}/api/v1/exports`), 401, 'unauthenticated')
  expect((await signIn(request, baseUrl, admin(tenant!.users))).status()).toBe(200)
  expect(await sessionOf(request)).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  expect((await request.get(`${baseUrl}/api/v1/exports`)).status()).toBe(200)

  const ask = (headers: Record<string, string>) =>
    request.post(`${baseUrl}/api/v1/exports`, {
      headers,
      data: { export_name: 'Session', export_type: 'customers', format: 'csv' },
    })
  expect((await ask({ Origin: baseUrl })).status()).toBe(201)
  expect((await ask({ 'Sec-Fetch-Site': 'same-origin' })).status()).toBe(201)
  await problemIn(await ask({ Origin: 'https://evil.example' }), 403, 'forbidden')
  await problemIn(await ask({ Origin: 'null' }), 403, 'forbidden')
  await problemIn(await ask({ 'Sec-Fetch-Site': 'cross-site' }), 403, 'forbidden')
  await problemIn(await ask({ 'Sec-Fetch-Site': 'same-site' }), 403, 'forbidden')

  const { data } = await (await request.get(`${baseUrl}/api/v1/exports?search=Session`)).json()
  const fromElsewhere = { headers: { Origin: 'https://evil.example' } }
  await problemIn(
    await request.delete(`${baseUrl}/api/v1/exports/${data[0].id}`, fromElsewhere),
    403,
    'forbidden',
  )
  const crossed = await request.get(`${baseUrl}/api/v1/exports`, fromElsewhere)
  expect(crossed.status()).toBe(200)
  expect(crossed.headers()['access-control-allow-origin']).toBeUndefined()
})

test('a session ends with the right to it, and one that was altered is none', async ({
  stack,
  request,
  owner,
}) => {
  const { baseUrl } = stack
  const [tenant] = await addTenants(1, 0)
  const person = tenant!.users.find(({ role }) => role === 'manager')!
  await signIn(request, baseUrl, person)
  expect((await request.get(`${baseUrl}/api/v1/exports`)).status()).toBe(200)
  await owner.query(`update users set role = 'viewer' where id = $1`, [person.id])
  const ask = {
    data: { export_name: 'x', export_type: 'customers', format: 'csv' },
    headers: { Origin: baseUrl },
  }
  await problemIn(await request.post(`${baseUrl}/api/v1/exports`, ask), 403, 'forbidden')
  await owner.query('update users set disabled_at = now() where id = $1', [person.id])
  await problemIn(await request.get(`${baseUrl}/api/v1/exports`), 401, 'unauthenticated')

  for (const value of ['x', 'a.b.c', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.'])
    await problemIn(
      await request.get(`${baseUrl}/api/v1/exports`, {
        headers: { Cookie: `next-auth.session-token=${value}` },
      }),
      401,
      'unauthenticated',
    )
})

test('a wrong password opens nothing; the fifth one locks the account, and only that account', async ({
  stack,
  request,
}) => {
  const { baseUrl } = stack
  const [tenant] = await addTenants(1, 0)
  const { users } = tenant!
  const [person, colleague, disabled] = ['manager', 'manager2', 'disabled'].map((role) =>
    users.find((user) => user.role === role),
  )
  const errorOf = async (given: Person) =>
    new URL((await (await signIn(request, baseUrl, given)).json()).url).searchParams.get('error')
  for (let attempt = 0; attempt < 4; attempt += 1)
    expect(await errorOf({ ...person!, password: `wrong ${attempt}` })).toBe('CredentialsSignin')
  const until = expect.stringMatching(/^blocked \d{4}-\d\d-\d\dT[\d:.]+Z$/)
  expect(await errorOf({ ...person!, password: 'wrong' })).toEqual(until)
  const refused = await signIn(request, baseUrl, person!)
  expect(refused.status()).toBe(429)
  expect(Number(refused.headers()['retry-after'])).toBeGreaterThan(800)
  expect(await errorOf(disabled!)).toBe('CredentialsSignin')
  expect(await errorOf({ email: 'nobody@example.org', password: 'x' })).toBe('CredentialsSignin')
  expect(await sessionOf(request)).toBeUndefined()
  expect(await errorOf(colleague!)).toBeNull()
  expect(await sessionOf(request)).toBeDefined()
})

test('signing in needs the token of the form', async ({ stack, request }) => {
  const person = admin(stack.tenants[0]!.users)
  const form = { ...person, csrfToken: 'guessed', json: 'true' } as Record<string, string>
  await request.post(`${stack.baseUrl}/api/auth/callback/credentials`, { form, maxRedirects: 0 })
  expect(await sessionOf(request)).toBeUndefined()
})

test('pages carry the headers that keep others out, and an error page tells nothing of the inside', async ({
  stack,
  request,
}) => {
  for (const path of ['/sign-in', '/exports', '/nothing/here', '/exports/no-id']) {
    const response = await request.get(`${stack.baseUrl}${path}`, { maxRedirects: 0 })
    expect(response.status(), path).toBeLessThan(500)
    const headers = response.headers()
    expect(headers['x-content-type-options'], path).toBe('nosniff')
    expect(headers['referrer-policy'], path).toBe('same-origin')
    expect(headers['x-powered-by']).toBeUndefined()
    const policy = headers['content-security-policy'] ?? ''
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toMatch(/script-src 'self' 'nonce-[^']+'(;| )/)
    expect(/script-src[^;]*unsafe/.test(policy), policy).toBe(false)
    expect(await response.text()).not.toMatch(/node_modules|\n\s+at .+:\d+:\d+|postgres(ql)?:\/\//)
  }
})

test('who is signed out is sent to sign in, and comes back', async ({ stack, request }) => {
  const response = await request.get(`${stack.baseUrl}/exports?type=sales`)
  expect(new URL(response.url()).pathname).toBe('/sign-in')
})

test('health tells the world whether it is well and nothing more', async ({ stack, request }) => {
  const live = await request.get(`${stack.baseUrl}/api/health/live`)
  expect([live.status(), await live.json()]).toEqual([200, { status: 'healthy' }])
  const ready = await request.get(`${stack.baseUrl}/api/health/ready`)
  expect(ready.headers()['cache-control']).toBe('no-store')
  expect([ready.status(), await ready.json()]).toEqual([
    200,
    {
      status: 'healthy',
      dependencies: {
        database: 'connected',
        queue: 'connected',
        storage: 'connected',
        worker: 'connected',
      },
      worker_missing_since: null,
    },
  ])
})

test('a sign-out ends every session of the person, and a hostile address is a wrong one', async ({
  stack,
  request,
  playwright,
}) => {
  const { baseUrl } = stack
  const [tenant] = await addTenants(1, 0)
  const person = admin(tenant!.users)
  const elsewhere = await playwright.request.newContext()
  await signIn(request, baseUrl, person)
  await signIn(elsewhere, baseUrl, person)
  expect((await elsewhere.get(`${baseUrl}/api/v1/exports`)).status()).toBe(200)
  const kept = await sessionOf(request)
  const { csrfToken } = await (await request.get(`${baseUrl}/api/auth/csrf`)).json()
  await request.post(`${baseUrl}/api/auth/signout`, { form: { csrfToken, json: 'true' } })
  await problemIn(await elsewhere.get(`${baseUrl}/api/v1/exports`), 401, 'unauthenticated')
  const headers = { Cookie: `${kept!.name}=${kept!.value}` }
  await problemIn(await request.get(`${baseUrl}/api/v1/exports`, { headers }), 401, 'unauthenticated')

  const refused = await signIn(request, baseUrl, { email: 'a\0b@example.org', password: 'x' })
  expect(refused.status()).toBe(401)
  expect(await refused.text()).not.toMatch(/sql|select|invalid byte/i)
  await elsewhere.dispose()
})

test('who has a temporary password chooses another one before anything else', async ({
  stack,
  request,
  owner,
}) => {
  const { baseUrl } = stack
  const [tenant] = await addTenants(1, 0)
  const person = tenant!.users.find(({ role }) => role === 'super_admin')!
  await owner.query('update users set password_is_temporary = true where id = $1', [person.id])
  await signIn(request, baseUrl, person)
  const refused = await problemIn(await request.get(`${baseUrl}/api/v1/exports`), 403, 'forbidden')
  expect(refused.detail).toContain('temporary password')
  const page = await request.get(`${baseUrl}/exports`, { maxRedirects: 0 })
  expect([page.status(), page.headers().location]).toEqual([307, '/settings/password'])
})
