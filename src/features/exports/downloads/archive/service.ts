import { once } from 'node:events'
import { PassThrough, Readable } from 'node:stream'
import * as z from 'zod'
import type { Context } from '#src/lib/context.ts'
import { type Tx, transaction } from '#src/lib/db/transaction.ts'
import { AppError, notFound } from '#src/lib/errors.ts'
import { log } from '#src/lib/log.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import { beginLog } from '../../download-log/service.ts'
import { requireIntactFile } from '../../proofs/file-problem.ts'
import { getReadable } from '../../proofs/service.ts'
import { archiveInput, type ExportFile } from '../../record/schema.ts'
import { partKey } from '../../record/stored-files.ts'
import { downloads, type Opened, requireStoredFile } from '../service.ts'
import { stallTimer } from '../stall-timer.ts'
import { zipFiles } from './zip-files.ts'

const archive = z.object({ ids: z.array(z.uuid()) })

export const archiveExports = defineQuery({
  name: 'exports.archive',
  summary: 'Several finished files as one ZIP; you need the right to download each of them.',
  permission: 'exports.download',
  input: archiveInput,
  output: archive,
  async run({ context, tx, input }) {
    const ids = [...new Set(input.ids)]
    for (const [index, id] of ids.entries()) await named(index, getOpened(tx, context, id))
    return { ids }
  },
})

/** The ZIP as a stream. Each file in it is logged as a download of its own. */
export async function sendArchive(
  { ids }: z.output<typeof archive>,
  request: Request,
  context: Context,
): Promise<Response> {
  const { principal } = context
  const opened = await transaction(principal.tenantId, 'read only', async (tx) => {
    const found: Opened[] = []
    for (const [index, id] of ids.entries()) found.push(await named(index, getOpened(tx, context, id)))
    return found
  })
  for (const one of opened) await requireStoredFile(request, one)
  const release = downloads.take(principal.userId)
  const body = new PassThrough({ highWaterMark: 256 * 1024 })
  body.once('close', release)
  const stall = stallTimer(body)
  write(request, opened, body, stall).then(
    () => body.end(),
    (error) => {
      log.warn({ err: error, requestId: context.requestId }, 'an archive ended early')
      body.destroy(error)
    },
  )
  const name = `exports-${new Date().toISOString().slice(0, 10)}.zip`
  return new Response(Readable.toWeb(body) as ReadableStream, {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}

async function write(request: Request, opened: Opened[], body: PassThrough, moved: () => void) {
  const files = []
  for (const { principal, taker, row, file, key } of opened) {
    let endLog: Awaited<ReturnType<typeof beginLog>> | undefined
    files.push({
      name: file.name,
      async open() {
        const { tenantId } = principal
        endLog = await beginLog(request, { tenantId, taker, exportId: row.id, file, rangeStart: 0 })
        return getStorage().read(key)
      },
      ended: (bytes: number, isComplete: boolean) => endLog?.({ bytes, isComplete }),
    })
  }
  await zipFiles(files, async (bytes) => {
    if (body.destroyed) throw new Error('the reader went away')
    moved()
    // The writer may reuse its bytes.
    if (body.write(Buffer.from(bytes))) return
    await Promise.race([once(body, 'drain'), once(body, 'close')])
  })
}

async function getOpened(tx: Tx, context: Context, id: string): Promise<Opened> {
  const { row, folder } = await getReadable(tx, context, id)
  requireIntactFile(row.fileProblem)
  const [file] = row.files as ExportFile[]
  if (!file) throw notFound('file in this export')
  const { principal } = context
  return { principal, taker: { userId: principal.userId }, row, file, key: partKey(folder, 1) }
}

/** The answer to the whole request says which of the ids it is about. */
async function named<T>(index: number, opened: Promise<T>): Promise<T> {
  try {
    return await opened
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const errors = [{ path: `ids.${index}`, code: error.code, message: error.message }]
    throw new AppError(error.code, error.message, { ...error.details, errors })
  }
}
