import { pipeline, Readable } from 'node:stream'
import { findPrincipalAgain } from '#src/lib/access/principals.ts'
import { requestIdOf } from '#src/lib/access/request.ts'
import type { Context, Principal } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { AppError, notFound } from '#src/lib/errors.ts'
import { attachment } from '#src/lib/http/attachment.ts'
import { setContentLength } from '#src/lib/http/node-server.ts'
import { PersonSlots } from '#src/lib/limits/person-slots.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import type { ByteRange } from '#src/lib/storage/port.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import { SentBytes } from '../download-log/sent-bytes.ts'
import { beginLog, type Taker } from '../download-log/service.ts'
import { fileProblemError, requireIntactFile } from '../proofs/file-problem.ts'
import { getReadable, reportFileProblem } from '../proofs/service.ts'
import type { ExportRow } from '../record/repository.ts'
import type { ExportFile } from '../record/schema.ts'
import { partKey } from '../record/stored-files.ts'
import type { Guest } from '../sharing/guest-link.ts'
import { isKnown, wantedRange } from './byte-range.ts'
import { withSharedFile } from './guests/service.ts'
import { downloadInput, downloadLink } from './schema.ts'
import { readLink, signLink } from './signed-link.ts'

const linkMinutes = 10

export const downloads = new PersonSlots('downloads', 'downloads running', () => env().DOWNLOADS_PER_PERSON)

export const createDownloadLink = defineQuery({
  name: 'exports.download',
  summary: 'A signed link to the file, valid for a few minutes and for you alone.',
  permission: 'exports.download',
  input: downloadInput,
  output: downloadLink,
  async run({ context, tx, input }) {
    const { row } = await getReadable(tx, context, input.id)
    requireIntactFile(row.fileProblem)
    const file = (row.files as ExportFile[])[input.part - 1]
    if (!file) throw notFound('file in this export')
    const expires = Math.floor(Date.now() / 1000) + linkMinutes * 60
    const { userId, apiKeyId } = context.principal
    return {
      download_url: signLink({ exportId: row.id, fileName: file.name, userId, apiKeyId, expires }),
      expires_at: new Date(expires * 1000).toISOString(),
      ...(input.redirect === '1' ? { redirect: true } : {}),
    }
  },
})

/** A file that somebody may have now. */
export interface Opened {
  /** Whose rights they are: those of the person who takes it, or of the one who shared it with a guest. */
  principal: Principal
  taker: Taker
  row: ExportRow
  file: ExportFile
  key: string
}

/** Answers a signed address `.../<export>/<file>` with the bytes: whole, a range, or headers alone. */
export async function sendFile(request: Request): Promise<Response> {
  const [id, fileName] = namesIn(request.url)
  const opened = await redeem(request, id, fileName)
  const { file } = opened
  const headers = headersOf(file)
  const etag = headers.get('ETag')!
  if (isKnown(request.headers, etag)) return new Response(null, { status: 304, headers })
  const wanted = wantedRange(request.headers, file.bytes, etag)
  if (wanted.kind === 'unsatisfiable') {
    headers.set('Content-Range', `bytes */${file.bytes}`)
    return new Response(null, { status: 416, headers })
  }
  const range = wanted.kind === 'part' ? wanted.range : { start: 0, end: file.bytes - 1 }
  const address = request.method === 'GET' ? await addressInStore(request, opened, range) : undefined
  if (address) return redirect(address)
  if (wanted.kind === 'part') headers.set('Content-Range', `bytes ${range.start}-${range.end}/${file.bytes}`)
  const status = wanted.kind === 'part' ? 206 : 200
  const body = request.method === 'HEAD' ? null : await openBody(request, opened, range)
  setContentLength(range.end - range.start + 1)
  return new Response(body && (Readable.toWeb(body) as ReadableStream), { status, headers })
}

/** How long an address in the store is good: long enough to begin the download. */
const addressSeconds = 300

/**
 * Where the store itself hands the bytes out, minted for this click; undefined where only this process can. What is
 * fetched there is not seen here, so the log has the requested range as sent.
 */
async function addressInStore(
  request: Request,
  opened: Opened,
  range: ByteRange,
): Promise<string | undefined> {
  const storage = getStorage()
  if (!storage.link || !env().S3_REDIRECT) return undefined
  await requireStoredFile(request, opened)
  const { principal, taker, row, file, key } = opened
  const address = await storage.link(key, {
    disposition: attachment(file.name),
    mediaType: file.media_type,
    seconds: addressSeconds,
  })
  const { tenantId } = principal
  const endLog = await beginLog(request, { tenantId, taker, exportId: row.id, file, rangeStart: range.start })
  endLog({ bytes: range.end - range.start + 1, isComplete: true })
  return address
}

function redirect(address: string): Response {
  const headers = { Location: address, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' }
  return new Response(null, { status: 302, headers })
}

/** The bytes of the range, counted and logged, while the reader has one of their slots. */
async function openBody(request: Request, opened: Opened, range: ByteRange): Promise<Readable> {
  const { principal, taker, row, file } = opened
  const release = downloads.take(taker.userId ?? taker.guestEmail)
  let source: Readable | undefined
  try {
    const length = range.end - range.start + 1
    source = length > 0 ? await openFile(request, opened, range) : Readable.from([])
    const { tenantId } = principal
    const bytes = { tenantId, taker, exportId: row.id, file, rangeStart: range.start }
    const endLog = await beginLog(request, bytes)
    const body = new SentBytes(length, (sent) => {
      release()
      endLog(sent)
    })
    // Unlike pipe(), this closes the file when the reader goes away.
    pipeline(source, body, () => {})
    return body
  } catch (error) {
    source?.destroy()
    release()
    throw error
  }
}

/** Checks the link, then the rights that its holder has now. */
async function redeem(request: Request, id: string, fileName: string): Promise<Opened> {
  const grant = readLink(id, fileName, new URL(request.url).searchParams)
  const requestId = requestIdOf(request.headers)
  if (grant.guest !== undefined)
    return redeemForGuest({ exportId: id, email: grant.guest }, fileName, requestId)
  const principal = await findPrincipalAgain(grant.userId ?? '', grant.apiKeyId ?? null)
  if (!principal?.permissions.has('exports.download')) {
    throw new AppError('forbidden', 'The person who requested this link can no longer download this file.')
  }
  const context: Context = { principal, requestId }
  return transaction(principal.tenantId, 'read only', async (tx) => {
    const { row, folder } = await getReadable(tx, context, id)
    requireIntactFile(row.fileProblem)
    return { principal, taker: { userId: principal.userId }, ...fileOf(row, folder, fileName) }
  })
}

function redeemForGuest(guest: Guest, fileName: string, requestId: string): Promise<Opened> {
  return withSharedFile(guest, requestId, 'read only', async (_, { creator, row, folder }) => ({
    principal: creator,
    taker: { guestEmail: guest.email },
    ...fileOf(row, folder, fileName),
  }))
}

function fileOf(row: ExportRow, folder: string, fileName: string): Pick<Opened, 'row' | 'file' | 'key'> {
  const file = (row.files as ExportFile[]).find(({ name }) => name === fileName)
  if (!file) throw notFound('file in this export')
  return { row, file, key: partKey(folder, file.part) }
}

/** The last two segments of the path, decoded. */
function namesIn(url: string): [id: string, fileName: string] {
  const [id = '', name = ''] = new URL(url).pathname.split('/').slice(-2)
  try {
    return [id, decodeURIComponent(name)]
  } catch {
    return [id, name]
  }
}

function headersOf(file: ExportFile): Headers {
  return new Headers({
    'Content-Type': file.media_type,
    'Content-Disposition': attachment(file.name),
    'Accept-Ranges': 'bytes',
    ETag: `"${file.sha256}"`,
    'Repr-Digest': `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`,
    'Cache-Control': 'private, no-transform, max-age=0, must-revalidate',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
  })
}

async function openFile(request: Request, opened: Opened, range: ByteRange): Promise<Readable> {
  await requireStoredFile(request, opened)
  return getStorage()
    .read(opened.key, range)
    .catch((error) => {
      throw unreadable(error)
    })
}

/** Throws, and remembers it, when the store has no such file, or one of another size. */
export async function requireStoredFile(
  request: Request,
  { principal, row, file, key }: Opened,
): Promise<void> {
  const size = await getStorage()
    .size(key)
    .catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw unreadable(error)
    })
  if (size === file.bytes) return
  throw await fileProblem(request, principal, row, size === undefined ? 'lost' : 'altered')
}

function unreadable(cause: unknown): AppError {
  return new AppError(
    'unavailable',
    'The file cannot be read from the storage right now. Try again in a minute.',
    { retryAfterSeconds: 30, cause },
  )
}

/** Remembers the problem, unless the export was deleted or has expired meanwhile: then that is the answer. */
async function fileProblem(
  request: Request,
  principal: Principal,
  { id }: ExportRow,
  problem: 'lost' | 'altered',
): Promise<AppError> {
  const { tenantId, userId } = principal
  const requestId = requestIdOf(request.headers)
  await transaction(tenantId, 'read write', async (tx) => {
    const { row } = await getReadable(tx, { principal, requestId }, id)
    await reportFileProblem(tx, row, problem, (entry) =>
      writeAuditEntry(tx, { tenantId, userId, requestId }, entry),
    )
  })
  return fileProblemError(problem)
}
