import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Stack } from '../stack.ts'
import { type Client, expect, problemIn, test } from './client.ts'

const root = join(import.meta.dirname, '..', '..', '..')

let folder: string

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waybill-proof-'))
})

test.afterEach(() => rm(folder, { recursive: true, force: true }))

/** `npm run verify-export` as somebody types it, in the folder with the two files. */
function verifyExport(
  file: string,
  manifest: string,
  ...more: string[]
): Promise<{ code: number; said: string }> {
  const args = ['--prefix', root, 'run', '--silent', 'verify-export', '--', file, manifest, ...more]
  return new Promise((resolve) => {
    execFile('npm', args, { cwd: folder }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr }),
    )
  })
}

async function saved(
  client: Client,
  id: string,
): Promise<{ file: string; manifest: string; content: Buffer }> {
  const [file, manifest] = [join(folder, 'file.csv'), join(folder, 'manifest.json')]
  const content = await (await client.get(await client.link(id))).body()
  await writeFile(file, content)
  // As the README has it: the answer as it came, envelope and all.
  await writeFile(manifest, await (await client.get(`/api/v1/exports/${id}/manifest`)).body())
  return { file, manifest, content }
}

function storedPart({ storageDir }: Stack, tenantId: string, id: string): string {
  return join(storageDir, 'files', tenantId, id, '1', 'part-1')
}

async function flipByte(path: string, at: number): Promise<void> {
  const content = await readFile(path)
  content[at] = content[at]! ^ 1
  await writeFile(path, content)
}

test('the manifest says which rows of which instant, in which order, with what totals', async ({ as }) => {
  const client = as('manager')
  const { id, files, snapshot_at } = await client.finished({
    export_type: 'sales',
    filters: { status: ['shipped', 'delivered'] },
    columns: ['order_no', { key: 'amount', label: 'Betrag' }],
    sort: [{ column: 'amount', direction: 'desc' }],
  })
  const { data } = await (await client.get(`/api/v1/exports/${id}/manifest`)).json()
  expect(data).toMatchObject({
    ...{ version: 1, export_id: id, attempt: 1, snapshot_at, dataset: { key: 'sales', label: 'Sales' } },
    ...{
      filters: { status: ['shipped', 'delivered'] },
      filters_in_words: ['Status is shipped or delivered'],
    },
    sort: [{ column: 'amount', direction: 'desc' }],
    columns: [
      { key: 'order_no', type: 'text', masked: false },
      { key: 'amount', label: 'Betrag', type: 'money', scale: 4 },
    ],
    ...{ rows_expected: files[0].rows, rows_written: files[0].rows, time_zone: 'Europe/Berlin' },
    files: [{ sha256: files[0].sha256, bytes: files[0].bytes, rows: files[0].rows }],
  })
  const text = (await (await client.get(await client.link(id))).body()).toString()
  const amounts = text
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(',').at(-1)!)
  const total = amounts.reduce((sum, amount) => sum + BigInt(amount.replace('.', '')), 0n)
  const said = data.control_totals.find(({ key }: { key: string }) => key === 'amount')
  expect(BigInt(said.sum.replace('.', ''))).toBe(total)
  expect(said).toMatchObject({ count: amounts.length, nulls: 0, max: amounts[0], min: amounts.at(-1) })
})

test('verify reads the stored file again: whole, altered by one bit, whole again, and not there', async ({
  as,
  owner,
  stack,
}) => {
  const client = as('manager')
  const { id, files, links } = await client.finished()
  const verdict = async () => (await (await client.post(links.verify)).json()).data
  expect(await verdict()).toEqual({
    ...{ verdict: 'whole', problems: [], rows: 1000, bytes: files[0].bytes, sha256: files[0].sha256 },
  })
  const stored = storedPart(stack, stack.tenants[0]!.id, id)
  await flipByte(stored, 2000)
  const altered = await verdict()
  expect(altered.verdict).toBe('altered')
  expect(altered.problems.length).toBeGreaterThan(0)
  expect(altered.sha256).not.toBe(files[0].sha256)
  await flipByte(stored, 2000)
  expect((await verdict()).verdict).toBe('whole')
  await rm(stored)
  expect((await verdict()).verdict).toBe('lost')

  const { rows } = await owner.query(
    `select details->>'verdict' as verdict from audit_entries where subject_id = $1 and action = 'export.verified' order by id`,
    [id],
  )
  expect(rows.map((row) => row.verdict)).toEqual(['whole', 'altered', 'whole', 'lost'])
})

test('a file that is missing is 410, not half a download', async ({ as, stack }) => {
  const client = as('manager')
  const { id } = await client.finished()
  const link = await client.link(id)
  await rm(storedPart(stack, stack.tenants[0]!.id, id))
  await problemIn(await client.get(link), 410, 'file_lost')
})

test('verify-export proves a downloaded file, offline, against the manifest as it was answered', async ({
  as,
}) => {
  const client = as('manager')
  const { id } = await client.finished()
  const { file, manifest } = await saved(client, id)
  const whole = await verifyExport('file.csv', 'manifest.json')
  expect(whole.said).toContain('Whole: file.csv')
  expect(whole.code).toBe(0)

  await flipByte(file, 500)
  const altered = await verifyExport('file.csv', 'manifest.json')
  expect([altered.code, altered.said.split(':')[0]]).toEqual([1, 'Altered'])
  await flipByte(file, 500)
  const text = await readFile(manifest, 'utf8')
  await writeFile(manifest, text.replace('"rows_written":1000', '"rows_written":999'))
  expect((await verifyExport('file.csv', 'manifest.json')).code).toBe(1)
  await writeFile(manifest, 'no manifest')
  expect((await verifyExport('file.csv', 'manifest.json')).code).toBe(2)
  expect((await verifyExport('nothing.csv', 'manifest.json')).code).toBe(2)
})

test('verify-export accepts the key of this instance and no other', async ({ as }) => {
  const client = as('manager')
  const { id } = await client.finished()
  await saved(client, id)
  const { data } = await (await client.get(`/api/v1/exports/${id}/manifest`)).json()
  const own = await verifyExport('file.csv', 'manifest.json', '--public-key', data.signature.public_key)
  expect(own.code).toBe(0)
  const other = data.signature.public_key.replace(/^./, (first: string) => (first === '-' ? 'A' : '-'))
  expect((await verifyExport('file.csv', 'manifest.json', '--public-key', other)).code).toBe(1)
})
