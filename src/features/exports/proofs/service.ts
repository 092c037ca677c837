import { env } from '#src/lib/env.ts'
import { AppError } from '#src/lib/errors.ts'
import { defineCommand, defineQuery } from '#src/lib/operation/operation.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import { getFinished } from '../record/access.ts'
import { byId, verification } from '../record/schema.ts'
import { partKey } from '../record/stored-files.ts'
import { type Manifest, manifestSchema, publicKeyOf } from './manifest.ts'
import { verifyFile } from './verify-file.ts'

export const getManifest = defineQuery({
  name: 'exports.manifest',
  summary: 'What the file holds, proved by its hash, its control totals and a signature.',
  permission: 'exports.read',
  input: byId,
  output: manifestSchema,
  run: async ({ context, tx, input }) => (await getFinished(tx, context, input.id)).row.manifest as Manifest,
})

export const verifyExport = defineCommand({
  name: 'exports.verify',
  summary: 'Read the stored file again: hash, length, rows and signature against the manifest.',
  permission: 'exports.read',
  input: byId,
  output: verification,
  async run({ context, tx, input, audit }) {
    const { row, folder } = await getFinished(tx, context, input.id)
    const manifest = row.manifest as Manifest
    const stored = { name: row.fileName ?? '', open: () => getStorage().read(partKey(folder, 1)) }
    const result = await verifyFile(stored, manifest, publicKeyOf(env().AUTH_SECRET)).catch((error) => {
      throw new AppError(
        'unavailable',
        'The file cannot be read from the storage just now. Try again in a minute.',
        {
          retryAfterSeconds: 30,
          cause: error,
        },
      )
    })
    await audit({
      action: 'export.verified',
      subjectType: 'export',
      subjectId: row.id,
      details: { verdict: result.verdict },
    })
    return result
  },
})
