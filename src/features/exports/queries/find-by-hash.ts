import * as z from 'zod'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { findExportsByHash } from '../proofs/repository.ts'

/** Whoever holds a file knows what is in it; its name and origin tell them whether to trust it. */
export const findByHash = defineQuery({
  name: 'exports.find_by_hash',
  summary: 'Which export a file belongs to, by its SHA-256; also after it has expired.',
  permission: 'exports.read',
  input: z.strictObject({
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower-case hex'),
  }),
  output: z.object({
    found: z.array(
      z.object({
        id: z.uuid(),
        export_name: z.string(),
        file_name: z.string().nullable(),
        completed_at: z.iso.datetime(),
        exported_by: z.string(),
      }),
    ),
  }),
  async run({ tx, input }) {
    const rows = await findExportsByHash(tx, input.sha256)
    return {
      found: rows.map(({ id, exportName, fileName, completedAt, firstName, lastName }) => ({
        ...{ id, export_name: exportName, file_name: fileName },
        completed_at: completedAt!.toISOString(),
        exported_by: `${firstName} ${lastName}`,
      })),
    }
  },
})
