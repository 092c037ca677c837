import { execFileSync } from 'node:child_process'
import { readdir, readFile, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { getManifest } from '#src/features/exports/proofs/service.ts'
import { getExport } from '#src/features/exports/queries/get.ts'
import { findPrincipalByApiKey } from '#src/lib/access/principals.ts'
import type { Context } from '#src/lib/context.ts'
import { env } from '#src/lib/env.ts'
import { ask, stateOf, untilEnded, untilExport, untilQuiet } from '../support/exports.ts'
import { recordHistory } from '../support/history.ts'
import { brokenInvariants } from '../support/invariants.ts'
import { contextOf, createTenant, ownerRows } from '../support/owner.ts'
import { stored, storedText } from '../support/stored.ts'
import { until } from '../support/until.ts'
import { killWorkers, startWorker } from '../support/worker-process.ts'

const root = process.env.STORAGE_DIR!
const hasSmallDisk = mountSmallDisk()

let tenant: Awaited<ReturnType<typeof createTenant>>
let manager: Context

beforeAll(recordHistory)

beforeEach(async () => {
  tenant = await createTenant(30)
  manager = await contextOf(tenant, 'manager')
})

afterEach(killWorkers)

afterAll(() => {
  if (hasSmallDisk) execFileSync('umount', [root])
})

/** A disk of 24 MB that only this file's storage lies on; root alone can have one. */
function mountSmallDisk(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', root], { stdio: 'ignore' })
    return true
  } catch {
    console.info('without the right to mount a small disk, a full one is not tried')
    return false
  }
}

/** Pauses between a failed attempt and the start of the job that tries again, in seconds. */
async function pauses(id: string): Promise<number[]> {
  const rows = await ownerRows<{ seconds: number }>(
    `select extract(epoch from start_after - created_on)::float as seconds from pgboss.job
     where name = 'exports.run' and data->>'exportId' = $1 order by created_on`,
    [id],
  )
  return rows.map(({ seconds }) => seconds)
}

const untilTriedAgain = (id: string, failures: number) =>
  untilExport(id, `failed ${failures} times`, (state) => state.failures === failures)

/** What a client may read about it, in one text. */
async function told(context: Context, id: string): Promise<string> {
  return JSON.stringify(await getExport.execute(context, { id, include_details: 'true' }))
}

it('an export waits out a storage that is away for a while, twice as long each time', async () => {
  await startWorker()
  await untilEnded((await ask(manager)).id)
  const putBack = await stored.lose()
  const { id } = await ask(manager, { recipients: [manager.principal.email] })
  await untilTriedAgain(id, 2)
  expect(await stateOf(id)).toMatchObject({ status: 'pending', error_code: null })
  await putBack()
  expect(await untilEnded(id)).toMatchObject({ status: 'completed', attempt: 3, failures: 2 })
  const { RETRY_SECONDS } = env()
  expect(await pauses(id)).toEqual([0, RETRY_SECONDS, RETRY_SECONDS * 2])
  expect(await brokenInvariants()).toEqual([])
})

it('an export fails with a sentence and a next step after three attempts, and its creator is told once', async () => {
  const worker = await startWorker()
  await untilEnded((await ask(manager)).id)
  const putBack = await stored.lose()
  const { id } = await ask(manager, { recipients: [manager.principal.email] })
  expect(await untilEnded(id)).toMatchObject({
    ...{ status: 'failed', attempt: 3, failures: 3, error_code: 'storage_unavailable', file_path: null },
  })
  await putBack()
  const error = {
    code: 'storage_unavailable',
    message: 'The storage could not be reached.',
    action: expect.stringMatching(/^Retry .*\.$/),
  }
  expect(await getExport.execute(manager, { id })).toMatchObject({ error, files: [] })
  expect(await told(manager, id)).not.toMatch(/ENOTDIR|EEXIST|ECONN|errno|syscall/)
  expect(await told(manager, id)).not.toContain(root)
  expect(worker.output).toMatch(stored.lossInLog)
  await untilQuiet()
  const mails = await ownerRows<{ id: string; recipient: string; kind: string }>(
    'select * from outgoing_mails where subject_id = $1',
    [id],
  )
  expect(mails).toMatchObject([{ kind: 'failed', recipient: manager.principal.email, status: 'sent' }])
  const text = await readFile(join(process.env.MAIL_DIR!, `${mails[0]!.id}.eml`), 'utf8')
  expect(text.replace(/=\r\n/g, '').replace(/\s+/g, ' ')).toContain('The storage could not be reached.')
  expect(await brokenInvariants()).toEqual([])
})

if (hasSmallDisk) {
  it('a full disk fails the export that needs it, and no other', async () => {
    const wordy = await contextOf(await createTenant(60), 'admin')
    await ownerRows(
      `update customers c set notes = (select string_agg(md5(i || c.id::text), '') from generate_series(1, 15000) i)
       where tenant_id = $1`,
      [wordy.principal.tenantId],
    )
    await startWorker()
    const { id } = await ask(wordy)
    await untilTriedAgain(id, 1)
    const { id: small } = await ask(manager)
    expect(await untilEnded(small)).toMatchObject({ status: 'completed' })
    expect(await untilEnded(id)).toMatchObject({ status: 'failed', failures: 3, error_code: 'storage_full' })
    expect((await getExport.execute(wordy, { id })).error).toMatchObject({
      message: 'The storage is full, so the file could not be saved.',
    })
    expect(await told(wordy, id)).not.toContain('ENOSPC')
    await until('the work folders are empty', async () => (await readdir(join(root, 'work'))).length === 0)
    const { bavail, blocks } = await statfs(root)
    expect(bavail / blocks).toBeGreaterThan(0.9)
    expect(await brokenInvariants()).toEqual([])
  }, 60_000)
}

const setRole = (userId: string, role: string) =>
  ownerRows('update users set role = $2 where id = $1', [userId, role])

async function keyContext(): Promise<Context> {
  const { key } = tenant.api_keys.find(({ kind }) => kind === 'full')!
  return { principal: (await findPrincipalByApiKey(key))!, requestId: 'test-key' }
}

const losses = [
  {
    what: 'the creator was made a viewer',
    as: () => contextOf(tenant, 'manager'),
    lose: ({ principal }: Context) => setRole(principal.userId, 'viewer'),
    code: 'rights_lost',
  },
  {
    what: 'the new role may not read the dataset',
    as: () => contextOf(tenant, 'admin'),
    asked: { export_type: 'payroll' },
    lose: ({ principal }: Context) => setRole(principal.userId, 'manager'),
    code: 'rights_lost',
  },
  {
    what: 'the API key was revoked',
    as: keyContext,
    lose: ({ principal }: Context) =>
      ownerRows('update api_keys set revoked_at = now() where id = $1', [principal.apiKeyId]),
    code: 'creator_inactive',
  },
  {
    what: 'the creator was disabled',
    as: () => contextOf(tenant, 'manager'),
    lose: ({ principal }: Context) =>
      ownerRows('update users set disabled_at = now() where id = $1', [principal.userId]),
    code: 'creator_inactive',
  },
]

it.each(losses)('an export fails at once when meanwhile $what', async ({ as, asked, lose, code }) => {
  const context = await as()
  const { id } = await ask(context, asked)
  await lose(context)
  await startWorker()
  const ended = { status: 'failed', attempt: 1, failures: 1, error_code: code, file_path: null }
  expect(await untilEnded(id)).toMatchObject(ended)
  const seen = await getExport.execute(await contextOf(tenant, 'super_admin'), { id })
  expect(seen.error).toEqual({ code, message: expect.any(String), action: expect.any(String) })
  expect(await pauses(id)).toEqual([0])
  expect(await brokenInvariants()).toEqual([])
})

it('what a new role sees masked is masked, though it was asked for in full', async () => {
  const boss = await contextOf(tenant, 'super_admin')
  const { id } = await ask(boss, { export_type: 'payroll', columns: ['id', 'iban', 'net'] })
  await setRole(boss.principal.userId, 'admin')
  await startWorker()
  const { file_path } = await untilEnded(id)
  const { columns, omitted_columns } = await getManifest.execute(boss, { id })
  expect(columns.map(({ key, masked }) => [key, masked])).toEqual([
    ['id', false],
    ['iban', true],
    ['net', false],
  ])
  expect(omitted_columns).toEqual([])
  const text = await storedText(file_path)
  const accounts = await ownerRows<{ iban: string }>('select iban from payroll where iban is not null')
  expect(accounts.filter(({ iban }) => text.includes(iban))).toEqual([])
  expect(text).toContain('••••')
  expect(await brokenInvariants()).toEqual([])
})
