import type { Context } from '#src/lib/context.ts'
import { type Tx, transaction } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { AppError } from '#src/lib/errors.ts'
import { PersonSlots } from '#src/lib/limits/person-slots.ts'
import type { AuditEntry } from '#src/lib/operation/audit-trail.ts'
import { defineCommand, defineQuery } from '#src/lib/operation/operation.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import { queueFileProblemMails } from '../notices/service.ts'
import { getFinished } from '../record/access.ts'
import { type Verification, verification } from '../record/details-schema.ts'
import { requireFileRights } from '../record/file-rights.ts'
import type { ExportRow } from '../record/repository.ts'
import { byId } from '../record/schema.ts'
import { partKey } from '../record/stored-files.ts'
import type { FileProblem } from './file-problem.ts'
import { type Manifest, manifestSchema, publicKeyOf } from './manifest.ts'
import { clearFileProblem, findFileColumns, findManifest, markFileProblem } from './repository.ts'
import { verifyFile } from './verify-file.ts'

/** A finished export whose file this person may have now. */
export async function getReadable(tx: Tx, context: Context, id: string) {
  const found = await getFinished(tx, context, id)
  const { row } = found
  requireFileRights(context.principal, {
    exportType: row.exportType,
    columns: await findFileColumns(tx, row.id),
  })
  return found
}

export const getManifest = defineQuery({
  name: 'exports.manifest',
  summary: 'What the file holds, proved by its hash, its control totals and a signature.',
  permission: 'exports.read',
  input: byId,
  output: manifestSchema,
  async run({ context, tx, input }) {
    const { row } = await getReadable(tx, context, input.id)
    return (await findManifest(tx, row.id)) as Manifest
  },
})

const verifications = new PersonSlots('verifications', 'verifications running', () => 2)
const waitMs = 10_000

export const verifyExport = defineCommand({
  name: 'exports.verify',
  summary: 'Read the stored file again: hash, length, rows and signature against the manifest.',
  permission: 'exports.read',
  input: byId,
  output: verification,
  prepare: ({ context, input }) =>
    verifications.with(context.principal.userId, waitMs, () => readBack(context, input.id)),
  async run({ context, tx, input, prepared, audit }) {
    // It may have been deleted or have expired while its file was read.
    const { row } = await getFinished(tx, context, input.id)
    const { verdict } = prepared
    if (verdict === 'whole') {
      if (await clearFileProblem(tx, row.id)) {
        await audit({ action: 'export.file_restored', subjectType: 'export', subjectId: row.id })
      }
    } else await reportFileProblem(tx, row, verdict, audit)
    await audit({ action: 'export.verified', subjectType: 'export', subjectId: row.id, details: { verdict } })
    return prepared
  },
})

/** Reads the file outside of any transaction, so that a large one keeps no connection. */
async function readBack(context: Context, id: string): Promise<Verification> {
  const { tenantId } = context.principal
  const { row, folder, manifest } = await transaction(tenantId, 'read only', async (tx) => ({
    ...(await getFinished(tx, context, id)),
    manifest: (await findManifest(tx, id)) as Manifest,
  }))
  const stored = { name: row.fileName ?? '', open: () => getStorage().read(partKey(folder, 1)) }
  try {
    return await verifyFile(stored, manifest, publicKeyOf(env().AUTH_SECRET))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return missing
    throw new AppError(
      'unavailable',
      'The file cannot be read from the storage right now. Try again in a minute.',
      { retryAfterSeconds: 30, cause: error },
    )
  }
}

const missing: Verification = {
  verdict: 'lost',
  problems: ['the stored file is missing'],
  rows: null,
  bytes: 0,
  sha256: '',
}

/** Remembers what is wrong with a stored file, so that it is not sent any more, and tells the admins once. */
export async function reportFileProblem(
  tx: Tx,
  row: ExportRow,
  problem: FileProblem,
  audit: (entry: AuditEntry) => Promise<void>,
): Promise<void> {
  if (!(await markFileProblem(tx, row.id, problem))) return
  await audit({ action: `export.file_${problem}`, subjectType: 'export', subjectId: row.id })
  await queueFileProblemMails(tx, row, problem)
}
