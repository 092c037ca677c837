import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { readStack } from './stack.ts'

const root = join(import.meta.dirname, '..', '..')
const run = promisify(execFile)

// Every shell block of the README is run here, as it stands, but for the two that this run is part of.
const blocks = [...(await readFile(join(root, 'README.md'), 'utf8')).matchAll(/```sh\n([\s\S]*?)```/g)].map(
  ([, commands]) => commands!.trim(),
)

test('the README starts with the two commands that start and test the product', () => {
  expect(blocks.slice(0, 2)).toEqual(['npm start', 'npm test'])
})

test('the README takes a reader from a key to a file that is proved whole', async () => {
  const { baseUrl, tenants } = readStack()
  const key = tenants[0]!.api_keys.find(({ kind, role }) => kind === 'full' && role === 'admin')!.key
  const folder = await mkdtemp(join(tmpdir(), 'waybill-readme-'))
  const [, , api = '', proof = ''] = blocks
  const commands = api
    .replace('http://localhost:3000', baseUrl)
    .replace('wb_...', key)
    .replace('"date_from": "2017-01-01", "date_to": "2017-12-31"', '')
    .split(/\n(?=# )/)
  const [setUp = '', types = '', create = '', fetching = ''] = commands.map((command) =>
    command.replace(/^#.*$/gm, ''),
  )

  expect(JSON.parse(await shell(`${setUp}\n${types}`, folder))).toMatchObject({ success: true })
  const created = JSON.parse(await shell(`${setUp}\n${create}`, folder))
  expect(created).toMatchObject({ success: true, data: { export_name: 'Sales-2017', status: 'pending' } })
  await finished(`${setUp}\nID=${created.data.id}`, fetching, folder)
  await shell(`${setUp}\nID=${created.data.id}\n${fetching}`, folder)

  expect(await readdir(folder)).toContain('Sales-2017.csv')
  const [command = '', ...args] = proof.split(' ')
  const files = args.map((arg) => (/\.(csv|json)$/.test(arg) ? join(folder, arg) : arg))
  const { stdout } = await run(command, files, { cwd: root })
  expect(stdout).toContain('Whole')
})

test('the README keeps definitions in a file that makes them again', async () => {
  const { baseUrl, ownerUrl, tenants } = readStack()
  const key = tenants[0]!.api_keys.find(({ kind, role }) => kind === 'full' && role === 'admin')!.key
  const folder = await mkdtemp(join(tmpdir(), 'waybill-readme-'))
  const file = join(folder, 'datasets.json')
  const [pull = '', dryRun = '', apply = ''] = (blocks[4] ?? '').split('\n')
  const env = { ...process.env, WAYBILL_URL: baseUrl, WAYBILL_API_KEY: key }
  const call = async (command: string) => {
    const [program = '', ...args] = command.replace('datasets.json', file).split(' ')
    return (await run(program, args, { cwd: root, env })).stdout
  }
  const api = async (method: string, path: string, body?: object) => {
    const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' }
    const sent = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }
    const response = await fetch(`${baseUrl}/api/v1${path}`, sent)
    expect(response.ok, await response.clone().text()).toBe(true)
    return (await response.json()).data
  }
  const connection = new URL(ownerUrl)
  connection.searchParams.set('sslmode', 'disable')
  const { id } = await api('POST', '/sources', { connection: connection.toString(), name: 'Of the README' })
  const table = { schema: 'public', name: 'schema_migrations' }
  await api('POST', '/datasets', { source_id: id, ...table, key: 'own_readme' })

  await call(pull)
  const first = await readFile(file, 'utf8')
  expect(first).toContain('"key": "own_readme"')
  expect(first).not.toContain(connection.password)
  await api('DELETE', '/datasets/own_readme')
  expect(await call(dryRun)).toMatch(/create own_readme\n(.*\n)*1 dataset to write. Nothing is changed/)
  expect(await call(apply)).toContain('1 dataset written.')
  expect(await call(apply)).toContain('Nothing to change.')
  await call(pull)
  expect(await readFile(file, 'utf8')).toBe(first)
  await api('PUT', '/datasets/own_readme', { label: 'Renamed' })
  expect(await call(dryRun)).toContain('change own_readme: label\n')
  await api('DELETE', '/datasets/own_readme')
  await api('DELETE', `/sources/${id}`)
})

test('every npm script that the README names exists', async () => {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const readme = await readFile(join(root, 'README.md'), 'utf8')
  const named = [...readme.matchAll(/npm run (?:--silent )?([\w-]+)/g)].map(([, name]) => name!)
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining([...new Set(named)]))
})

/** The status line of the same block, until it says that the export is done. */
async function finished(setUp: string, fetching: string, folder: string): Promise<void> {
  const status = fetching.split('\n').find((line) => line.includes('/status/'))
  for (;;) {
    const { data } = JSON.parse(await shell(`${setUp}\n${status}`, folder))
    if (data.status === 'completed') return
    expect(['pending', 'processing']).toContain(data.status)
    await sleep(50)
  }
}

async function shell(commands: string, cwd: string): Promise<string> {
  return (await run('bash', ['-euc', commands], { cwd })).stdout
}
