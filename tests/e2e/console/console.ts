import { expect, type Page } from '@playwright/test'
import type { FixtureTenant } from '../../../scripts/sample/fixtures.ts'
import { readStack } from '../stack.ts'

/** Goes to a page of the console and waits until it answers to clicks. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(readStack().baseUrl + path)
  await hydrated(page)
}

/** Signs in as the form does, without its page, and opens another one. */
export async function signIn(
  page: Page,
  tenant: FixtureTenant,
  role: string,
  path = '/exports',
): Promise<void> {
  const { baseUrl } = readStack()
  const { csrfToken } = await (await page.request.get(`${baseUrl}/api/auth/csrf`)).json()
  const form = { ...credentials(tenant, role), csrfToken, json: 'true' }
  const answer = await page.request.post(`${baseUrl}/api/auth/callback/credentials`, { form })
  expect(answer.status()).toBe(200)
  await open(page, path)
}

/** Signs in through the page, as a person does, and lands on the exports. */
export async function signInByHand(page: Page, tenant: FixtureTenant, role: string): Promise<void> {
  const { email, password } = credentials(tenant, role)
  await open(page, '/sign-in')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Exports', level: 1 })).toBeVisible()
  await hydrated(page)
}

function credentials(tenant: FixtureTenant, role: string): { email: string; password: string } {
  const { email, password } = tenant.users.find((candidate) => candidate.role === role)!
  return { email, password }
}

/** The server's markup can be seen before its scripts have come: React has a button when it keeps props there. */
async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const buttons = [...document.querySelectorAll('button')]
    return buttons.length > 0 && buttons.every((button) => Object.keys(button).some(isOfReact))
    function isOfReact(key: string) {
      return key.startsWith('__reactProps')
    }
  })
}

/** What the browser complained of; a page that works has nothing here. */
export function watchConsole(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return complaints
}

/** The API with one of the tenant's keys. */
export async function api(
  tenant: FixtureTenant,
  role: string,
  path: string,
  body?: unknown,
  method = body === undefined ? 'GET' : 'POST',
) {
  const { key } = tenant.api_keys.find((found) => found.kind === 'full' && found.role === role)!
  const response = await fetch(`${readStack().baseUrl}/api/v1${path}`, {
    method,
    // Long after the last call the server may be just closing the connection that it left open.
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', connection: 'close' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return (await response.json()).data
}
