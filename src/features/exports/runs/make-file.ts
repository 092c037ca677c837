import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { EncodeResult } from '#src/encoding/process/encoder-messages.ts'
import { encode } from '#src/encoding/process/encoder-pool.ts'
import { Segments } from '#src/encoding/process/segments.ts'
import type { FileColumn } from '#src/encoding/rows/column.ts'
import { fileKind } from '#src/encoding/rows/compression.ts'
import type { Reading } from '#src/features/datasets/connections/service.ts'
import type { Principal } from '#src/lib/context.ts'
import { env } from '#src/lib/env.ts'
import type { RunReporter } from '#src/lib/jobs/run-reporter.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import { type DeltaCounts, writeDelta } from '../deltas/delta-rows.ts'
import { SameKey } from '../deltas/row-states.ts'
import { type DeltaRun, describeDelta } from '../deltas/service.ts'
import { type Manifest, signManifest, type UnsignedManifest } from '../proofs/manifest.ts'
import { schemaFile } from '../proofs/schema-file.ts'
import { version } from '../proofs/version.ts'
import { aboutFile, fileColumns, nameOf } from '../record/about-file.ts'
import { RunError } from '../record/failures.ts'
import { downloadName } from '../record/file-name.ts'
import { deltaColumns } from '../record/file-rights.ts'
import type { FilePlan } from '../record/plan-file.ts'
import type { ExportRow } from '../record/repository.ts'
import { tooManyRows } from '../record/row-limit.ts'
import type { ExportFile } from '../record/schema.ts'
import { attemptFolder, manifestKey, partKey, stateKey } from '../record/stored-files.ts'
import { spoolOf } from '../spools/work-folder.ts'
import { isDiskFull, onStorage } from './on-storage.ts'
import type { Made } from './outcomes.ts'
import { Progress } from './progress.ts'
import type { Report } from './repository.ts'
import { type Snapshot, takeSnapshot, type Watch } from './snapshot.ts'
import type { Source } from './source.ts'

interface Run {
  row: ExportRow
  plan: FilePlan
  principal: Principal
  /** Private to this attempt; the caller removes it. */
  workFolder: string
  reporter: RunReporter<Report>
  signal: AbortSignal
  /** Rows that another export had read; they lie in this attempt's spool already. */
  source?: Source | undefined
  /** Where the file is to hold what changed. */
  delta?: DeltaRun | undefined
}

/**
 * Snapshot, spool, file, hash, storage: everything up to the publication. Nothing of it can be
 * downloaded yet. Throws RunError, EncodeError or the signal's reason.
 */
export async function makeFile(run: Run): Promise<Made> {
  const { row, plan, workFolder, reporter, signal, delta } = run
  const outputPath = join(workFolder, 'file')
  const { snapshot, encoded, readAt } = await readAndEncode(run, outputPath)
  if (encoded.rows !== snapshot.rows) throw new RunError('row_count_mismatch')
  signal.throwIfAborted()

  reporter.report({ phase: 'storing', rowsDone: encoded.rows, progressPercentage: 99 })
  const kind = fileKind(plan.format, plan.options)
  const fileName = downloadName(row.exportName, kind.extension)
  const unsigned = describe(run, snapshot, encoded, { name: fileName, media_type: kind.mediaType })
  const manifest = signManifest(unsigned, env().AUTH_SECRET)
  const schemaText = schemaFile(unsigned)
  const files: ExportFile[] = [
    ...unsigned.files.map(({ first_key: _first, last_key: _last, ...file }) => file),
    schemaEntry(
      downloadName(row.exportName, `${plan.format.extension}.schema.json`),
      schemaText,
      encoded.rows,
    ),
  ]
  const folder = attemptFolder(row)
  const { delta: changes } = manifest
  const states = changes && snapshot.states
  if (states) await onStorage(storeText(stateKey(folder), states, workFolder))
  await onStorage(store(folder, outputPath, schemaText, manifest, workFolder))
  signal.throwIfAborted()
  const times = { readAt, completedAt: new Date(manifest.completed_at), storedAt: new Date() }
  const made = { folder, fileName, files, manifest, ...times }
  if (!delta || !changes || !states) return made
  const stateSha256 = createHash('sha256').update(states).digest('hex')
  return { ...made, link: { ...delta, delta: changes, stateSha256 } }
}

/** The encoder follows the spool as it grows; the snapshot never waits for the encoder. */
async function readAndEncode(
  run: Run,
  outputPath: string,
): Promise<{ snapshot: Read; encoded: EncodeResult; readAt: Date | null }> {
  const { row, plan, principal, reporter } = run
  const segments = getStorage().putStream && new Segments(outputPath)
  const spoolPath = spoolOf(row)
  if (!run.source) await onStorage(writeFile(spoolPath, '', { mode: 0o600 }))
  const failed = new AbortController()
  const signal = AbortSignal.any([run.signal, failed.signal])
  const opened = Promise.withResolvers<Date>()
  const progress = new Progress(row.rowsExpected)
  const report = () => reporter.report({ ...progress.report(), phase: 'writing' })
  const spooled = readRows(run, spoolPath, {
    signal,
    onOpen(estimate, takenAt) {
      progress.opened(estimate)
      reporter.report({ ...progress.report(), phase: 'writing', snapshotAt: takenAt })
      opened.resolve(takenAt)
    },
    onRows(rows) {
      progress.read(rows)
      report()
    },
  })
  let readAt: Date | null = null
  spooled.then(({ rows }) => {
    progress.readAll(rows)
    if (!run.source) readAt = new Date()
  }, opened.reject)
  const takenAt = await opened.promise
  const job = {
    ...{ tenantId: row.tenantId, spoolPath, outputPath, options: plan.options },
    format: plan.format.key,
    fileName: downloadName(row.exportName, plan.format.extension),
    columns: columnsOf(run),
    keyColumns: plan.dataset.primaryKey.length,
    about: aboutFile(row, plan, principal, takenAt),
  }
  const onProgress = (rows: number) => {
    progress.wrote(rows)
    report()
  }
  const stored = segments && onStorage(storeSegments(attemptFolder(row), segments, signal))
  stored?.catch((error) => failed.abort(error))
  try {
    const encoded = await encode(job, { onProgress, signal, spooled, segments })
    segments?.end()
    await stored
    return { snapshot: await spooled, encoded, readAt }
  } catch (error) {
    failed.abort(error)
    segments?.end({ error })
    await Promise.allSettled([spooled, stored])
    // An upload that was stopped says that it failed.
    run.signal.throwIfAborted()
    throw isDiskFull(error) ? new RunError('storage_full', error) : error
  }
}

interface Read extends Snapshot {
  counts?: DeltaCounts
  /** What the next run of the schedule compares with. */
  states?: Buffer
}

/** The rows of a snapshot of its own, what changed in them, or those that another export had read. */
async function readRows(run: Run, spoolPath: string, watch: Watch): Promise<Read> {
  const { row, plan, source, delta } = run
  if (source) {
    watch.onOpen(source.rows, source.takenAt)
    return source
  }
  return delta
    ? readChanges(run, delta, spoolPath, watch)
    : takeSnapshot(row.tenantId, plan, spoolPath, watch, readingOf(row))
}

/** Whatever went wrong on a replica, the next attempt reads the primary. */
function readingOf({ id, attempt }: ExportRow): Reading {
  return { purpose: `export ${id}`, mayUseReplica: attempt === 1 }
}

/** The format's limit is one of the changes, not of all the rows that are compared. */
async function readChanges(
  { row, plan, workFolder }: Run,
  { salt, base }: DeltaRun,
  outputPath: string,
  watch: Watch,
): Promise<Read> {
  const rowsPath = join(workFolder, 'all-rows.copy')
  const { format } = plan
  const unlimited = { ...plan, format: { ...format, limits: { ...format.limits, rows: undefined } } }
  const { takenAt, source } = await takeSnapshot(row.tenantId, unlimited, rowsPath, watch, readingOf(row))
  const [columns, keyColumns] = [plan.columns.length, plan.dataset.primaryKey.length]
  const { states, ...counts } = await writeDelta({
    ...{ rowsPath, outputPath, columns, keyColumns, salt, before: base?.states, signal: watch.signal },
  }).catch((error: unknown) => {
    throw error instanceof SameKey ? new RunError('keys_not_unique', error) : error
  })
  const rows = counts.upserts + counts.deletes
  if (format.limits.rows !== undefined && rows > format.limits.rows)
    throw new RunError('too_many_rows', undefined, tooManyRows(format, rows))
  return { takenAt, rows, counts, states, source }
}

function columnsOf({ plan, delta }: Run): FileColumn[] {
  return [...(delta ? deltaColumns : []), ...fileColumns(plan.columns)]
}

function describe(
  run: Run,
  snapshot: Read,
  encoded: EncodeResult,
  file: { name: string; media_type: string },
): UnsignedManifest {
  const { row, plan, principal, delta, source } = run
  return {
    version: 1,
    export_id: row.id,
    attempt: row.attempt,
    tenant: { id: row.tenantId, name: principal.tenantName },
    requested_by: nameOf(principal),
    requested_at: row.createdAt.toISOString(),
    snapshot_at: snapshot.takenAt.toISOString(),
    ...(source ? { snapshot_of: source.kept.id } : {}),
    completed_at: new Date().toISOString(),
    dataset: { key: plan.dataset.key, label: plan.dataset.label },
    ...(snapshot.source ? { source: snapshot.source } : {}),
    filters: plan.filters as UnsignedManifest['filters'],
    filters_in_words: plan.filtersInWords,
    sort: plan.sort,
    ...(plan.language ? { language: plan.language } : {}),
    columns: columnsOf(run),
    omitted_columns: plan.omitted,
    time_zone: plan.timeZone,
    dialect: { format: plan.format.key, options: plan.options as UnsignedManifest['filters'] },
    rows_expected: snapshot.rows,
    rows_written: encoded.rows,
    guarded_cells: encoded.guardedCells,
    cut_cells: encoded.cutCells,
    ...(encoded.textCells === undefined ? {} : { text_cells: encoded.textCells }),
    files: [
      {
        ...file,
        part: 1,
        rows: encoded.rows,
        first_key: encoded.firstKey,
        last_key: encoded.lastKey,
        bytes: encoded.bytes,
        sha256: encoded.sha256,
      },
    ],
    ...(delta && snapshot.counts ? { delta: describeDelta(delta, snapshot.counts) } : {}),
    control_totals: encoded.totals,
    generator: { name: 'waybill', version },
  }
}

function schemaEntry(name: string, text: string, rows: number): ExportFile {
  return {
    ...{ name, rows },
    part: 2,
    media_type: 'application/json',
    bytes: Buffer.byteLength(text),
    sha256: createHash('sha256').update(text).digest('hex'),
  }
}

/** The file goes to a bucket while it is made. */
async function storeSegments(folder: string, segments: Segments, signal: AbortSignal): Promise<void> {
  await getStorage().putStream?.(partKey(folder, 1), Readable.from(segments.bytes()), signal)
}

/** The manifest goes last: where it lies, everything it names lies too. */
async function store(
  folder: string,
  outputPath: string,
  schemaText: string,
  manifest: Manifest,
  workFolder: string,
): Promise<void> {
  if (!getStorage().putStream) await getStorage().put(partKey(folder, 1), outputPath)
  await storeText(partKey(folder, 2), schemaText, workFolder)
  await storeText(manifestKey(folder), `${JSON.stringify(manifest, null, 2)}\n`, workFolder)
}

async function storeText(key: string, text: string | Buffer, workFolder: string): Promise<void> {
  const path = join(workFolder, 'text')
  await writeFile(path, text, { mode: 0o600, flush: true })
  await getStorage().put(key, path)
}
