import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import Papa from 'papaparse'
import { type Manifest, publicKeyOf, verifySignature } from '#src/features/exports/proofs/manifest.ts'
import type { ExportFile } from '#src/features/exports/record/schema.ts'
import { untilQuiet } from './exports.ts'
import { ownerRows } from './owner.ts'
import { readStored, stored } from './stored.ts'
import { until } from './until.ts'

/**
 * What may never happen, looked for in the whole database, storage and mail folder of this test file,
 * once nothing is left to do. Empty when everything is as it must be; else one sentence per violation.
 */
export async function brokenInvariants(): Promise<string[]> {
  await untilQuiet()
  let broken: string[] = []
  // A worker still clears its desk just after an export has ended.
  const isClean = async () => {
    broken = await lookForBroken()
    return broken.length === 0
  }
  await until('everything is in order', isClean, 20_000).catch(() => {})
  return broken
}

async function lookForBroken(): Promise<string[]> {
  return [...(await brokenLaws()), ...(await brokenFiles()), ...(await brokenMails())]
}

/** Those of the invariants that the tables alone can tell; for when no export runs. */
export async function brokenLaws(): Promise<string[]> {
  const found = await Promise.all(
    Object.entries(laws).map(async ([law, query]) => {
      const rows = await ownerRows(query)
      return rows.map((row) => `${law}: ${JSON.stringify(row)}`)
    }),
  )
  return found.flat()
}

const terminal = `('completed', 'failed', 'cancelled')`

/** Each finds the rows that break it. */
const laws: Record<string, string> = {
  'a terminal state never changes': `
    select later.* from test_history ended join test_history later
      on later.id = ended.id and later.seq > ended.seq and later.status <> ended.status
    where ended.status in ${terminal}`,
  'attempts are bounded, numbered without gaps, and every one has ended': `
    select e.id, e.attempt, e.failures, count(a.*) as tried from data_exports e
    left join export_attempts a on a.export_id = e.id and a.ended_at is not null and a.outcome is not null
    group by e.id having e.failures > 3 or e.attempt <> count(a.*)
      or e.failures <> count(*) filter (where a.outcome in ('failed', 'lost'))`,
  'only the last attempt may have completed, and just when the export did': `
    select e.id, e.status, a.attempt, a.outcome from data_exports e join export_attempts a on a.export_id = e.id
    where (a.outcome = 'completed') <> (e.status = 'completed' and a.attempt = e.attempt)`,
  'there is one statistic for each export that ended, and it says how': `
    select e.id, e.status, s.success, s.error_message from data_exports e
    full join export_statistics s on s.export_id = e.id
    where (e.status in ${terminal}) is distinct from (s.id is not null)
      or s.success <> (e.status = 'completed')
      or (not s.success and s.error_message is distinct from coalesce(e.error_code, e.status))`,
  'each recipient has one mail of a completed export, its creator one of a failed one': `
    select * from (
      select e.id, 'completed' as kind, unnest(e.recipients) as recipient from data_exports e where status = 'completed'
      union all
      select e.id, 'failed', u.email from data_exports e join users u on u.id = e.created_by where status = 'failed'
    ) expected full join (select * from outgoing_mails where kind in ('completed', 'failed')) m
      on m.subject_id = expected.id and m.kind = expected.kind and m.recipient = expected.recipient
    where expected.id is null or m.id is null`,
  'progress never falls within an attempt': `
    select * from (select *, lag(rows_done) over w as rows_before, lag(progress_percentage) over w as before,
        lag(status) over w as status_before
      from test_history window w as (partition by id, attempt order by seq)) moves
    where status_before = 'processing' and (rows_done < rows_before or progress_percentage < before)`,
  'no unfinished export is without a job, no job without an export': `
    select e.id, e.status, j.id as job, j.state from data_exports e
    full join (select id, state, (data->>'exportId')::uuid as export_id, data->>'tenantId' as tenant_id
      from pgboss.job where name = 'exports.run') j on j.export_id = e.id
    where e.id is null or j.tenant_id <> e.tenant_id::text
      or (e.status not in ${terminal} and e.phase is distinct from 'approval'
        and not (e.phase is not distinct from 'waiting' and e.woken_at is null and exists (
          select from data_exports r where r.tenant_id = e.tenant_id and r.status = 'processing'))
        and not exists (
        select from pgboss.job live where live.data->>'exportId' = e.id::text
          and live.state in ('created', 'retry', 'active')))`,
  'there is one audit entry for each change of state': `
    with moves as (
      select id, status, lag(status) over (partition by id order by seq) as before,
        is_deleted and not lag(is_deleted) over (partition by id order by seq) as was_deleted
      from test_history),
    expected as (
      select id, 'export.' || case when before is null then 'created'
        when status = 'processing' then 'started' when status = 'pending' then 'requeued' else status end as action
      from moves where status is distinct from before
      union all select id, 'export.deleted' from moves where was_deleted),
    found as (select subject_id as id, action from audit_entries where action in ('export.created',
      'export.started', 'export.requeued', 'export.completed', 'export.failed', 'export.cancelled', 'export.deleted'))
    select * from (select id, action, count(*) from expected group by 1, 2) e
    full join (select id, action, count(*) as entries from found group by 1, 2) f using (id, action)
    where e.count is distinct from f.entries`,
  'what belongs to an export belongs to its tenant': `
    select e.id, other.tenant_id, other.what from data_exports e join (
      select export_id, tenant_id, 'attempt' as what from export_attempts
      union all select export_id, tenant_id, 'statistic' from export_statistics
      union all select subject_id, tenant_id, 'mail' from outgoing_mails where subject_type = 'export'
      union all select export_id, tenant_id, 'download' from export_download_logs
      union all select subject_id, tenant_id, 'audit entry' from audit_entries where subject_type = 'export'
    ) other on other.export_id = e.id where other.tenant_id <> e.tenant_id`,
}

interface StoredExport {
  id: string
  tenant_id: string
  attempt: number
  format: string
  file_path: string | null
  files: ExportFile[]
  manifest: Manifest
  record_count: string
}

/** A file is there exactly when its export is completed and not expired, and it is the manifest's file. */
async function brokenFiles(): Promise<string[]> {
  const root = process.env.STORAGE_DIR!
  const exports = await ownerRows<StoredExport>(`select * from data_exports where status = 'completed' and
    file_path is not null`)
  const expected = exports.flatMap(({ file_path, files }) => [
    ...files.map(({ part }) => `${file_path}/part-${part}`),
    `${file_path}/manifest.json`,
  ])
  const found = await stored.keys()
  const working = await filesBelow(join(root, 'work'))
  const unknown = found.filter((path) => !expected.includes(path)).map((path) => `a leftover file: ${path}`)
  const missing = expected.filter((path) => !found.includes(path)).map((path) => `a file is missing: ${path}`)
  const unswept = working.map((path) => `a leftover of work: ${path}`)
  const whole = missing.length > 0 ? [] : await Promise.all(exports.map((row) => brokenFile(row)))
  return [...unknown, ...missing, ...unswept, ...whole.flat()]
}

async function brokenFile(row: StoredExport): Promise<string[]> {
  const { id, tenant_id, attempt, file_path, files, manifest } = row
  const broken: string[] = []
  const law = (isKept: boolean, sentence: string) => isKept || broken.push(`export ${id}: ${sentence}`)
  law(file_path === `${tenant_id}/${id}/${attempt}`, 'the file is not of the last attempt')
  const proof = JSON.parse((await readStored(`${file_path}/manifest.json`)).toString('utf8'))
  law(JSON.stringify(sorted(proof)) === JSON.stringify(sorted(manifest)), 'the stored manifest is another')
  law(verifySignature(proof, publicKeyOf(process.env.AUTH_SECRET!)) === 'valid', 'the signature is wrong')
  law(manifest.rows_expected === manifest.rows_written, 'rows expected and written differ')
  law(Number(row.record_count) === manifest.rows_written, 'the row tells another number of rows')
  for (const { part, bytes, sha256 } of files) {
    const content = await readStored(`${file_path}/part-${part}`)
    law(content.length === bytes, `part ${part} has ${content.length} bytes instead of ${bytes}`)
    law(createHash('sha256').update(content).digest('hex') === sha256, `part ${part} has another hash`)
    const described = manifest.files.find((file) => file.part === part)
    law(!described || described.sha256 === sha256, `part ${part} is not the one of the manifest`)
    if (!described || row.format !== 'csv' || manifest.dialect.options.compression !== 'none') continue
    // A missing value alone in its row is an empty line; the one behind the last line end is none.
    const rows = Papa.parse(content.toString('utf8')).data.length - 2
    law(rows === described.rows, `part ${part} holds ${rows} rows instead of ${described.rows}`)
  }
  return broken
}

/** One message file for each mail that was sent, and it goes to its recipient. */
async function brokenMails(): Promise<string[]> {
  const folder = process.env.MAIL_DIR!
  const mails = await ownerRows<{ id: string; recipient: string }>(
    `select id, recipient from outgoing_mails where status = 'sent'`,
  )
  const found = (await filesBelow(folder)).sort()
  const expected = mails.map(({ id }) => `${id}.eml`).sort()
  if (JSON.stringify(found) !== JSON.stringify(expected)) return [`mails ${found} instead of ${expected}`]
  const wrong = await Promise.all(
    mails.map(async ({ id, recipient }) => {
      const text = await readFile(join(folder, `${id}.eml`), 'utf8')
      return text.match(/^To: .*$/gm)?.join() === `To: ${recipient}` ? [] : [`mail ${id} went elsewhere`]
    }),
  )
  return wrong.flat()
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner)] as const)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}
