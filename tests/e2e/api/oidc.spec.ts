import type { APIRequestContext } from '@playwright/test'
import { addTenants } from '../stack.ts'
import { expect, test } from './client.ts'

/** Goes to the provider and back as this address; resolves to where the product sent the browser at the end. */
async function comeAs(
  request: APIRequestContext,
  baseUrl: string,
  email: string,
  change: (address: URL) => void = () => {},
): Promise<string> {
  const { csrfToken } = await (await request.get(`${baseUrl}/api/auth/csrf`)).json()
  const form = { csrfToken, callbackUrl: `${baseUrl}/settings/password`, json: 'true' }
  const started = await request.post(`${baseUrl}/api/auth/signin/oidc`, { form })
  const address = new URL((await started.json()).url)
  expect([...address.searchParams.keys()]).toEqual(
    expect.arrayContaining(['state', 'nonce', 'code_challenge']),
  )
  address.searchParams.set('as', email)
  change(address)
  const provided = await request.get(address.href, { maxRedirects: 0 })
  const ended = await request.get(provided.headers().location!, { maxRedirects: 0 })
  expect(ended.status()).toBe(302)
  return ended.headers().location!
}

test('the identity provider opens an account that exists, and only by an address that it has verified', async ({
  stack,
  request,
}) => {
  const { baseUrl } = stack
  const [tenant] = await addTenants(1, 0)
  const [manager, disabled] = ['manager', 'disabled'].map(
    (role) => tenant!.users.find((user) => user.role === role)!,
  )
  const list = async () => (await request.get(`${baseUrl}/api/v1/exports`)).status()

  expect(await comeAs(request, baseUrl, 'nobody@example.org')).toContain('error=AccessDenied')
  expect(await comeAs(request, baseUrl, disabled!.email)).toContain('error=AccessDenied')
  const unverified = (address: URL) => address.searchParams.set('verified', 'no')
  expect(await comeAs(request, baseUrl, manager!.email, unverified)).toContain('error=AccessDenied')
  const forged = (address: URL) => address.searchParams.set('nonce', 'another')
  expect(await comeAs(request, baseUrl, manager!.email, forged)).toContain('error=')
  expect(await list()).toBe(401)

  expect(await comeAs(request, baseUrl, manager!.email.toUpperCase())).toBe(`${baseUrl}/settings/password`)
  expect(await list()).toBe(200)
})

test('the sign-in page names the identity provider', async ({ stack, request }) => {
  expect(await (await request.get(`${stack.baseUrl}/sign-in`)).text()).toContain('Continue with')
})
