import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { retryExport } from '#src/features/exports/commands/retry.ts'
import { createDownloadLink, sendFile } from '#src/features/exports/downloads/service.ts'
import { getExport } from '#src/features/exports/queries/get.ts'
import type { ExportDetails } from '#src/features/exports/record/details-schema.ts'
import { removeLeftovers } from '#src/features/exports/runs/leftovers.ts'
import { expireFiles, removeWork } from '#src/features/exports/runs/sweeps.ts'
import type { Context } from '#src/lib/context.ts'
import { ask, stateOf, untilEnded } from '../support/exports.ts'
import { finishedExport } from '../support/finished-export.ts'
import { closeGate } from '../support/gate.ts'
import { recordHistory } from '../support/history.ts'
import { brokenInvariants } from '../support/invariants.ts'
import { contextOf, createTenant, ownerRows } from '../support/owner.ts'
import { stored, storedBelow } from '../support/stored.ts'
import { until } from '../support/until.ts'
import { killWorkers, startWorker } from '../support/worker-process.ts'

let manager: Context
let neighbour: Context

beforeAll(async () => {
  await recordHistory()
  manager = await contextOf(await createTenant(20), 'manager')
  neighbour = await contextOf(await createTenant(20), 'manager')
})

afterEach(killWorkers)

const root = process.env.STORAGE_DIR!
const filesOf = ({ principal }: Context, id: string) => storedBelow(`${principal.tenantId}/${id}/`)

/** As if its days were over. */
const outlive = (id: string) =>
  ownerRows(`update data_exports set expires_at = now() - interval '1 second' where id = $1`, [id])

/** What is known about a finished export besides its row. */
function records(id: string): Promise<unknown[]> {
  return ownerRows(
    `select (select json_agg(s) from export_statistics s where export_id = $1) as statistics,
      (select json_agg(d) from export_download_logs d where export_id = $1) as downloads,
      (select json_agg(a) from audit_entries a where subject_id = $1) as audit,
      (select json_agg(t) from export_attempts t where export_id = $1) as attempts,
      (select manifest from data_exports where id = $1) as manifest`,
    [id],
  )
}

async function download(context: Context, { id }: ExportDetails): Promise<Response> {
  const { download_url } = await createDownloadLink.execute(context, { id })
  return sendFile(new Request(new URL(download_url, process.env.APP_URL)))
}

it('an export lives for seven days from its completion', async () => {
  const { completed_at, expires_at } = await finishedExport(manager)
  expect(Date.parse(expires_at!) - Date.parse(completed_at!)).toBe(7 * 24 * 3600 * 1000)
})

it('expired files are removed in all tenants, and it is told how many', async () => {
  const [mine, theirs, young] = [
    await finishedExport(manager),
    await finishedExport(neighbour),
    await finishedExport(manager),
  ]
  await Promise.all([outlive(mine.id), outlive(theirs.id)])
  expect(await expireFiles()).toBe(2)
  expect(await filesOf(manager, mine.id)).toEqual([])
  expect(await filesOf(neighbour, theirs.id)).toEqual([])
  expect(await filesOf(manager, young.id)).not.toEqual([])
  expect(await stateOf(mine.id)).toMatchObject({ status: 'completed', file_path: null })
  expect(await expireFiles()).toBe(0)
  expect(await brokenInvariants()).toEqual([])
})

it('statistics, download log, audit trail and manifest outlive the file', async () => {
  const made = await finishedExport(manager)
  const response = await download(manager, made)
  expect((await response.arrayBuffer()).byteLength).toBe(made.file_size)
  await until('the download is recorded', async () => {
    const rows = await ownerRows('select 1 from export_download_logs where export_id = $1 and complete', [
      made.id,
    ])
    return rows.length > 0
  })
  const before = await records(made.id)
  await outlive(made.id)
  expect(await expireFiles()).toBe(1)
  expect(await records(made.id)).toEqual(before)
  const [totals] = await ownerRows<{ total_exports: string }>('select * from get_export_statistics()')
  const [ended] = await ownerRows<{ count: string }>('select count(*) from data_exports')
  expect(totals!.total_exports).toBe(ended!.count)
  expect(await brokenInvariants()).toEqual([])
})

it('an expired export says so, offers no file, and may be asked for again', async () => {
  const { id } = await finishedExport(manager)
  const { download_url } = await createDownloadLink.execute(manager, { id })
  await outlive(id)
  const gone = { code: 'gone' }
  await expect(createDownloadLink.execute(manager, { id })).rejects.toMatchObject(gone)
  const link = new Request(new URL(download_url, process.env.APP_URL))
  await expect(sendFile(link)).rejects.toMatchObject(gone)
  await expireFiles()
  await expect(createDownloadLink.execute(manager, { id })).rejects.toMatchObject(gone)
  await expect(sendFile(link)).rejects.toMatchObject(gone)
  expect(await getExport.execute(manager, { id })).toMatchObject({
    status: 'completed',
    files: [],
    links: { download: null, retry: expect.any(String) },
  })
  expect(await retryExport.execute(manager, { id })).toMatchObject({ retry_of: id, status: 'pending' })
  await startWorker()
  expect(await brokenInvariants()).toEqual([])
})

it('the file goes before the record, and a cleaner killed in between is made good by the next', async () => {
  const { id } = await finishedExport(manager)
  await outlive(id)
  const gate = await closeGate({
    table: 'data_exports',
    on: 'update',
    when: 'old.file_path is not null and new.file_path is null',
  })
  const cleaner = await startWorker()
  await gate.reached()
  expect(await filesOf(manager, id)).toEqual([])
  expect(await stateOf(id)).toMatchObject({ file_path: expect.any(String) })
  await cleaner.signal('SIGKILL')
  await gate.open()
  await expect(createDownloadLink.execute(manager, { id })).rejects.toMatchObject({ code: 'gone' })
  await startWorker()
  await until('the next cleaner was here', async () => (await stateOf(id)).file_path === null)
  expect(await brokenInvariants()).toEqual([])
})

it('what attempts without a file left behind is swept after a while, and nothing else', async () => {
  const kept = await finishedExport(manager)
  const { file_path } = await stateOf(kept.id)
  const leave = async (attempt: number, minutes: number) => {
    const key = `${manager.principal.tenantId}/${kept.id}/${attempt}/part-1`
    await stored.write(key, 'half a file')
    await ownerRows(
      `insert into export_attempts (tenant_id, export_id, attempt, worker_node, outcome, ended_at, leftover_since)
       values ($1, $2, $3, 'gone', 'lost', now(), now() - make_interval(mins => $4))`,
      [manager.principal.tenantId, kept.id, attempt, minutes],
    )
    return key
  }
  const [young, old] = [await leave(7, 1), await leave(8, 11)]
  expect(await removeLeftovers()).toBe(1)
  expect(await storedBelow(old)).toEqual([])
  expect(await storedBelow(young)).toEqual([young])
  expect(await removeLeftovers(0)).toBe(1)
  expect(await storedBelow(young)).toEqual([])
  const names = ['manifest.json', 'part-1', 'part-2']
  expect(await filesOf(manager, kept.id)).toEqual(names.map((name) => `${file_path}/${name}`))
  expect(await removeLeftovers(0)).toBe(0)
  await ownerRows(`delete from export_attempts where worker_node = 'gone'`)
  expect(await brokenInvariants()).toEqual([])
})

it('files that the database function lets rows forget are swept, too', async () => {
  const { id } = await finishedExport(manager)
  await outlive(id)
  expect(await ownerRows('select cleanup_expired_exports() as removed')).toEqual([{ removed: 1 }])
  expect(await filesOf(manager, id)).not.toEqual([])
  expect(await removeLeftovers(0)).toBe(1)
  expect(await filesOf(manager, id)).toEqual([])
  expect(await brokenInvariants()).toEqual([])
})

it('work folders of attempts that do not run are swept', async () => {
  const kept = await finishedExport(manager)
  const folders = [1, 9].map((attempt) => join(root, 'work', `${kept.id}-${attempt}`))
  for (const folder of folders) {
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'rows.copy'), 'half of the rows')
  }
  expect(await removeWork()).toBe(2)
  expect(folders.filter((folder) => existsSync(folder))).toEqual([])
  expect(await removeWork()).toBe(0)
})

it('the sweep leaves a running attempt alone', async () => {
  const gate = await closeGate({
    table: 'data_exports',
    on: 'update',
    when: `old.status = 'processing' and new.status = 'completed'`,
  })
  await startWorker()
  const { id } = await ask(manager)
  await gate.reached()
  expect((await filesOf(manager, id)).at(0)).toMatch(/\/1\/manifest\.json$/)
  expect(await removeLeftovers(0)).toBe(0)
  expect(await removeWork()).toBe(0)
  await gate.open()
  expect(await untilEnded(id)).toMatchObject({ status: 'completed', attempt: 1 })
  expect(await brokenInvariants()).toEqual([])
})
