import { type APIRequestContext, type APIResponse, test as base, expect } from '@playwright/test'
import pg from 'pg'
import type { FixtureTenant } from '../../../scripts/sample/fixtures.ts'
import { readStack, type Stack } from '../stack.ts'

export { expect }

/** Whose API key is sent; nobody sends none. */
export type Caller =
  | 'super_admin'
  | 'admin'
  | 'manager'
  | 'manager2'
  | 'viewer'
  | 'read_only'
  | 'revoked'
  | 'nobody'

export interface Problem {
  status: number
  code: string
  detail: string
  errors: { path: string; code: string; message: string }[]
  request_id: string
  version?: number
}

type Headers = Record<string, string>

/** One caller of the HTTP API. Redirects are not followed: they are answers. */
export class Client {
  readonly #request: APIRequestContext
  readonly #headers: Headers
  readonly baseUrl: string

  constructor(request: APIRequestContext, baseUrl: string, key?: string) {
    this.#request = request
    this.baseUrl = baseUrl
    this.#headers = key ? { Authorization: `Bearer ${key}` } : {}
  }

  send(method: string, path: string, data?: unknown, headers: Headers = {}): Promise<APIResponse> {
    return this.#request.fetch(new URL(path, this.baseUrl).href, {
      method,
      maxRedirects: 0,
      headers: { ...this.#headers, ...headers },
      ...(data === undefined ? {} : { data: data as object }),
    })
  }

  get = (path: string, headers?: Headers) => this.send('GET', path, undefined, headers)
  head = (path: string, headers?: Headers) => this.send('HEAD', path, undefined, headers)
  delete = (path: string, headers?: Headers) => this.send('DELETE', path, undefined, headers)
  post = (path: string, data?: unknown, headers?: Headers) => this.send('POST', path, data, headers)

  /** Asks for an export; `changes` over a small csv of sales. */
  create(changes: object = {}, headers?: Headers): Promise<APIResponse> {
    const asked = { export_name: 'Contract', export_type: 'customers', format: 'csv', ...changes }
    return this.post('/api/v1/exports', asked, headers)
  }

  /** The resource of an export that ran to its end. */
  async finished(changes: object = {}) {
    const { data } = await (await this.create(changes)).json()
    await this.until(data.id, 'completed')
    return (await (await this.get(data.links.self)).json()).data
  }

  async until(id: string, status: string): Promise<void> {
    const ask = async () => (await (await this.get(`/api/v1/exports/status/${id}`)).json()).data.status
    await expect.poll(ask, { timeout: 30_000, intervals: [50, 100, 250] }).toBe(status)
  }

  /** The signed address of an export's file. */
  async link(id: string, part = 1): Promise<string> {
    const { data } = await (await this.get(`/api/v1/exports/${id}/download?part=${part}`)).json()
    return data.download_url
  }
}

/** The key of one caller of a tenant; `read_only` and `revoked` belong to its admin. */
export function keyOf(tenant: FixtureTenant, caller: Caller): string | undefined {
  const isOf = ({ kind, role }: FixtureTenant['api_keys'][number]) =>
    kind === 'full' ? role === caller : kind === caller
  return tenant.api_keys.find(isOf)?.key
}

/** Signs in as the sign-in page does; the session's cookie, as a header has it. */
export async function signIn(
  request: APIRequestContext,
  baseUrl: string,
  { email, password }: { email: string; password: string },
): Promise<string> {
  const { csrfToken } = await (await request.get(`${baseUrl}/api/auth/csrf`)).json()
  const form = { csrfToken, email, password, json: 'true' }
  await request.post(`${baseUrl}/api/auth/callback/credentials`, { form, maxRedirects: 0 })
  const { cookies } = await request.storageState()
  const { name, value } = cookies.find((cookie) => cookie.name.includes('session-token'))!
  return `${name}=${value}`
}

interface Given {
  stack: Stack
  as: (caller: Caller, tenant?: FixtureTenant) => Client
  /** The owner's own connection: for arranging what no client can, and for looking. */
  owner: pg.Client
}

export const test = base.extend<Given>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the needed fixtures here.
  stack: async ({}, use) => use(readStack()),
  as: async ({ stack, playwright }, use) => {
    const request = await playwright.request.newContext()
    await use(
      (caller, tenant = stack.tenants[0]!) => new Client(request, stack.baseUrl, keyOf(tenant, caller)),
    )
    await request.dispose()
  },
  owner: async ({ stack }, use) => {
    const client = new pg.Client({ connectionString: stack.ownerUrl })
    await client.connect()
    await use(client)
    await client.end()
  },
})

/** Checks everything that every error must have; returns it for what is special about this one. */
export async function problemIn(response: APIResponse, status: number, code: string): Promise<Problem> {
  const text = await response.text()
  expect(response.status(), text).toBe(status)
  expect(response.headers()['content-type']).toBe('application/problem+json')
  expect(response.headers()['cache-control']).toBe('no-store')
  expect(text).not.toMatch(/node_modules|\n\s+at |\.ts:\d+|postgres(ql)?:\/\/|syntax error|"data_exports"/i)
  const problem = JSON.parse(text) as Problem
  expect(problem).toEqual({
    type: 'about:blank',
    title: expect.any(String),
    status,
    detail: expect.stringMatching(/./),
    success: false,
    code,
    errors: expect.any(Array),
    request_id: response.headers()['x-request-id'],
    // The version there is now, where one was compared.
    ...(problem.version === undefined ? {} : { version: expect.any(Number) }),
  })
  for (const error of problem.errors)
    expect(error).toEqual({
      path: expect.any(String),
      code: expect.stringMatching(/./),
      message: expect.stringMatching(/./),
    })
  return problem
}

/** A 400 that names this path. */
export async function wrongField(response: APIResponse, path: string): Promise<string> {
  const { errors } = await problemIn(response, 400, 'invalid_request')
  const found = errors.find((error) => error.path === path)
  expect(found, JSON.stringify(errors)).toBeDefined()
  return found!.message
}

export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/
export const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
