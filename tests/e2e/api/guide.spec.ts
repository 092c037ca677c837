import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { readStack } from '../stack.ts'
import { expect, keyOf, test } from './client.ts'
import { arrange, type GuideWorld, prepare } from './guide.ts'

const guide = readFileSync(join(import.meta.dirname, '../../../docs/API.md'), 'utf8')

/** The function of the guide that signs a request. */
const [signing] = /^signed\(\) \{[\s\S]*?^\}$/m.exec(guide)!

interface Example {
  command: string
  /** What the answer shown below it says; without one it succeeds. */
  status?: number
}

/** What a call was and how it ended, as curl tells. */
interface Call {
  method: string
  url: string
  status: number
  body: string
}

let world: GuideWorld
let folder: string
const calls: (Call & Example)[] = []

test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ playwright }) => {
  folder = await mkdtemp(join(tmpdir(), 'waybill-guide-'))
  world = await prepare(readStack(), () => playwright.request.newContext())
})

test.afterAll(async () => {
  await world.owner.end()
  await rm(folder, { recursive: true, force: true })
})

test('every curl command of the API guide does what it says', async () => {
  test.setTimeout(900_000)
  const examples = examplesIn(guide)
  expect(examples.length).toBeGreaterThan(60)
  for (const example of examples) {
    const call = { ...example, ...(await run(example.command)) }
    const isRight = example.status ? call.status === example.status : call.status >= 200 && call.status < 400
    expect(isRight, `${example.command}\n${call.status} ${call.body.slice(0, 500)}`).toBe(true)
    calls.push(call)
  }
})

test('every route of the API description has an example, and no example is of another', async ({ as }) => {
  const { paths } = await (await as('nobody').get('/api/v1/openapi.json')).json()
  const routes = Object.entries<object>(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const shown = new Set(calls.map(({ method, url }) => routeOf(routes, method, new URL(url).pathname)))
  expect([...shown].toSorted()).toEqual(routes.toSorted())
})

test('the error in the guide is the one that is answered', () => {
  const shown = JSON.parse(/```json\n([\s\S]*?)```/.exec(guide)![1]!)
  const answered = JSON.parse(calls.find(({ status }) => status === 400)!.body)
  expect({ ...answered, request_id: '' }).toEqual({ ...shown, request_id: '' })
})

/** The commands of the shell blocks; an answer that follows a block is that of its last one. */
function examplesIn(text: string): Example[] {
  const blocks = [...text.matchAll(/```(sh|json)\n([\s\S]*?)```/g)]
  return blocks.flatMap(([, kind, content], index) => {
    if (kind !== 'sh') return []
    const commands = content!
      .split(/^(?=(?:curl|signed) )/m)
      .filter((command) => /^(curl|signed) /.test(command))
      .map((command): Example => ({ command: command.trim() }))
    const [, nextKind, next] = blocks[index + 1] ?? []
    const last = commands.at(-1)
    if (last && nextKind === 'json') last.status = JSON.parse(next!).status
    return commands
  })
}

/** Runs it in a shell as a reader would, with the variables that it names. */
async function run(command: string): Promise<Call> {
  const names = [...command.matchAll(/\$([A-Z_]+)/g)].map(([, name]) => name!)
  const arranged = await arrange(world, new Set(names))
  const told = '%{stderr}\\n%{method} %{url} %{http_code}\\n'
  const script = `curl() { command curl -sS --max-time 20 -w '${told}' "$@"; }\n${signing}\n${command}`
  const { PATH, NODE_ENV } = process.env
  const api = `${world.baseUrl}/api`
  const addresses = {
    API: `${api}/v1`,
    STOCK: `${api}/v2/inventory`,
    V3: `${api}/v3`,
    SPEND: `${api}/fastbreak`,
    LEARN: `${api}/smart-onboarding`,
  }
  const env = { PATH, NODE_ENV, ...addresses, AUTH: world.auth, ...world.signing, ...arranged }
  const { stdout, stderr } = await promisify(execFile)('bash', ['-c', script], { cwd: folder, env })
  const [method = '', url = '', status] = stderr.trim().split('\n').at(-1)!.split(' ')
  return { method, url, status: Number(status), body: stdout }
}

/** The described route of an address: of several that fit, the one with fewer parameters. */
function routeOf(routes: string[], method: string, path: string): string {
  const fitting = routes.filter((route) => {
    const pattern = route.split(' ')[1]!.replaceAll(/\{\w+\}/g, '[^/]+')
    return route.startsWith(`${method} `) && new RegExp(`^${pattern}$`).test(path)
  })
  return fitting.toSorted((a, b) => a.split('{').length - b.split('{').length)[0] ?? `${method} ${path}`
}

test('a key in the guide is a placeholder', ({ stack }) => {
  expect(guide).toContain("Bearer wb_...'")
  expect(guide).not.toContain(keyOf(stack.tenants[0]!, 'admin')!)
})
