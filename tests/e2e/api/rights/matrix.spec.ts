import pg from 'pg'
import { readStack } from '../../stack.ts'
import { expect, test } from '../client.ts'
import { rules } from './matrix.ts'
import { expected, subjects } from './oracle.ts'
import type { Caller, Rule, Which, World } from './rule.ts'
import { buildWorld, stateOf, subjectFor } from './world.ts'

// Every route x every caller x everything it may name, against an oracle that knows only the table.

interface Case {
  rule: Rule
  caller: Caller
  which?: Which
  status: number
}

const { ownerUrl, baseUrl } = readStack()
const owner = new pg.Pool({ connectionString: ownerUrl, max: 8 })
let world: World
let cases: Case[]

test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ playwright }) => {
  world = await buildWorld(owner, baseUrl, () => playwright.request.newContext())
  cases = world.callers.flatMap((caller) => rules.flatMap((rule) => casesOf(rule, caller)))
})

test.afterAll(() => owner.end())

test('the table has every route of the API description, and no other', async ({ as }) => {
  const { paths } = await (await as('nobody').get('/api/v1/openapi.json')).json()
  const described = Object.entries<object>(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api', '')}`),
  )
  const signed = ['GET /v1/files/{id}/{name}', 'POST /v1/unsubscribe']
  expect([...rules.map(({ route }) => route), ...signed].toSorted()).toEqual(described.toSorted())
  expect(cases.length).toBeGreaterThan(4000)
})

test('whoever may not is told so, and nothing has changed', async () => {
  test.setTimeout(900_000)
  const refused = cases.filter(({ status }) => status >= 400)
  await inParallel(refused, subjectOf)
  const before = await stateOf(world)
  expect(await deviations(refused)).toEqual([])
  expect(await stateOf(world)).toEqual(before)
})

test('whoever may gets the answer', async () => {
  test.setTimeout(900_000)
  const allowed = cases.filter(({ status }) => status < 400)
  expect(allowed.length).toBeGreaterThan(500)
  expect(await deviations(allowed)).toEqual([])
})

test('a signed link is worth what its person may at that moment, whoever opens it', async ({ as }) => {
  const { tenant, exports } = world
  const id = exports[tenant.id]!
  const link = await as('manager', tenant).link(id)
  const byAdmin = await as('super_admin', tenant).link(id)
  const open = (address: string) =>
    as('nobody')
      .get(address)
      .then((response) => response.status())
  const changed = (from: string, to: string) => open(link.replace(from, to))
  expect(await open(link)).toBe(200)
  expect(await open(link.replace(/\?.*/, ''))).toBe(403)
  expect(await changed(id, exports[world.other.id]!)).toBe(403)
  expect(await changed(id, 'no-id')).toBe(403)
  expect(await changed('signature=', 'signature=x')).toBe(403)
  const manager = tenant.users.find(({ role }) => role === 'manager')!.id
  await owner.query('update users set disabled_at = now() where id = $1', [manager])
  expect([await open(link), await open(byAdmin)]).toEqual([403, 200])
  await owner.query('update users set disabled_at = null where id = $1', [manager])
  await owner.query(`update data_exports set expires_at = now() where id = $1`, [id])
  expect([await open(link), await open(byAdmin)]).toEqual([410, 410])
})

function casesOf(rule: Rule, caller: Caller): Case[] {
  if (!rule.subject) return [{ rule, caller, status: expected(rule, caller) }]
  return subjects[rule.subject].which.map((which) => ({
    ...{ rule, caller, which, status: expected(rule, caller, which) },
  }))
}

/** What the table does not say, as sentences. */
async function deviations(given: Case[]): Promise<string[]> {
  const found: string[] = []
  await inParallel(given, async (one) => {
    const { rule, caller, which, status } = one
    const answered = await send(one, await subjectOf(one))
    if (answered !== status)
      found.push(`${rule.route} (${which ?? 'of nothing'}) by ${caller.name}: ${answered}, not ${status}`)
  })
  return found
}

const made = new Map<string, Promise<string>>()

/** Requests that change nothing share what they name. */
async function subjectOf({ rule, caller, which, status }: Case): Promise<string> {
  if (!rule.subject || !which) return ''
  if (rule.changes && status < 400) return subjectFor(world, rule, caller, which)
  const key = `${rule.subject} ${which} ${caller.userId}`
  const shared = made.get(key) ?? Promise.resolve(subjectFor(world, rule, caller, which))
  made.set(key, shared)
  return shared
}

async function send({ rule, caller }: Case, id: string): Promise<number> {
  const [method, path] = rule.route.split(' ') as [string, string]
  const named = path.replace('{number}', rule.number ?? '').replace(/\{\w+\}/g, encodeURIComponent(id))
  const body = rule.body?.(world, id)
  const response = await fetch(`${baseUrl}/api${named}${rule.query?.(id) ?? ''}`, {
    method,
    redirect: 'manual',
    headers: {
      ...caller.headers,
      ...rule.headers?.(),
      ...(body ? { 'Content-Type': 'application/json' } : {}),
      ...(rule.version ? { 'If-Match': `"${rule.version}"` } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await response.text()
  return response.ok && rule.verdict ? rule.verdict(JSON.parse(text)) : response.status
}

async function inParallel(given: Case[], run: (one: Case) => Promise<unknown>): Promise<void> {
  const waiting = [...given]
  const takeTurns = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) await run(one)
  }
  await Promise.all(Array.from({ length: 8 }, takeTurns))
}
