import { pipeline, Readable, Transform } from 'node:stream'
import { findPrincipalAgain } from '#src/lib/access/principals.ts'
import { clientAddress, requestIdOf } from '#src/lib/access/request.ts'
import type { Context, Principal } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { AppError, notFound } from '#src/lib/errors.ts'
import { setContentLength } from '#src/lib/http/node-server.ts'
import { log } from '#src/lib/log.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import type { ByteRange } from '#src/lib/storage/port.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import { getFinished } from '../record/access.ts'
import type { ExportFile } from '../record/schema.ts'
import { partKey } from '../record/stored-files.ts'
import { isKnown, wantedRange } from './byte-range.ts'
import { insertDownload, updateDownload } from './repository.ts'
import { downloadInput, downloadLink } from './schema.ts'
import { readLink, signLink } from './signed-link.ts'

const linkMinutes = 10

export const createDownloadLink = defineQuery({
  name: 'exports.download',
  summary: 'A signed address of the file, good for minutes and for you alone.',
  permission: 'exports.download',
  input: downloadInput,
  output: downloadLink,
  async run({ context, tx, input }) {
    const { row } = await getFinished(tx, context, input.id)
    const file = (row.files as ExportFile[])[input.part - 1]
    if (!file) throw notFound('file of this export')
    const expires = Math.floor(Date.now() / 1000) + linkMinutes * 60
    const { userId, apiKeyId } = context.principal
    return {
      download_url: signLink({ exportId: row.id, fileName: file.name, userId, apiKeyId, expires }),
      expires_at: new Date(expires * 1000).toISOString(),
      ...(input.redirect === '1' ? { redirect: true } : {}),
    }
  },
})

interface Opened {
  principal: Principal
  file: ExportFile
  key: string
}

/** Answers a signed address `.../<export>/<file>` with the bytes: whole, a range, or headers alone. */
export async function sendFile(request: Request): Promise<Response> {
  const [id, fileName] = namesIn(request.url)
  const { file, key, principal } = await redeem(request, id, fileName)
  const headers = headersOf(file)
  const etag = headers.get('ETag')!
  if (isKnown(request.headers, etag)) return new Response(null, { status: 304, headers })
  const wanted = wantedRange(request.headers, file.bytes, etag)
  if (wanted.kind === 'unsatisfiable') {
    headers.set('Content-Range', `bytes */${file.bytes}`)
    return new Response(null, { status: 416, headers })
  }
  const range = wanted.kind === 'part' ? wanted.range : { start: 0, end: file.bytes - 1 }
  const length = range.end - range.start + 1
  if (wanted.kind === 'part') headers.set('Content-Range', `bytes ${range.start}-${range.end}/${file.bytes}`)
  const status = wanted.kind === 'part' ? 206 : 200
  if (request.method === 'HEAD') {
    setContentLength(length)
    return new Response(null, { status, headers })
  }
  const source = length > 0 ? await openFile(key, range) : Readable.from([])
  const downloadId = await recordDownload(request, principal, id, file.name, range)
  const body = new SentBytes(principal, downloadId, length)
  // Unlike pipe(), this closes the file when the reader goes away.
  pipeline(source, body, () => {})
  setContentLength(length)
  return new Response(Readable.toWeb(body) as ReadableStream, { status, headers })
}

/** Checks the link, then the rights that its holder has now. */
async function redeem(request: Request, id: string, fileName: string): Promise<Opened> {
  const grant = readLink(id, fileName, new URL(request.url).searchParams)
  const principal = await findPrincipalAgain(grant.userId, grant.apiKeyId ?? null)
  if (!principal?.permissions.has('exports.download')) {
    throw new AppError('forbidden', 'Whoever asked for this link may no longer download.')
  }
  const context: Context = { principal, requestId: requestIdOf(request.headers) }
  return transaction(principal.tenantId, 'read only', async (tx) => {
    const { row, folder } = await getFinished(tx, context, id)
    const file = (row.files as ExportFile[]).find(({ name }) => name === fileName)
    if (!file) throw notFound('file of this export')
    return { principal, file, key: partKey(folder, file.part) }
  })
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
  const ascii = file.name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(file.name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16)}`,
  )
  return new Headers({
    'Content-Type': file.media_type,
    'Content-Disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`,
    'Accept-Ranges': 'bytes',
    ETag: `"${file.sha256}"`,
    'Repr-Digest': `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`,
    'Cache-Control': 'private, no-transform, max-age=0, must-revalidate',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
  })
}

async function openFile(key: string, range: ByteRange): Promise<Readable> {
  try {
    return await getStorage().read(key, range)
  } catch (error) {
    throw new AppError(
      'unavailable',
      'The file cannot be read from the storage just now. Try again in a minute.',
      {
        retryAfterSeconds: 30,
        cause: error,
      },
    )
  }
}

function recordDownload(
  request: Request,
  principal: Principal,
  exportId: string,
  fileName: string,
  range: ByteRange,
): Promise<string> {
  const { tenantId, userId } = principal
  return transaction(tenantId, 'read write', async (tx) => {
    // A resumed download is one more log line, but the same act of taking.
    if (range.start === 0) {
      await writeAuditEntry(
        tx,
        { tenantId, userId, requestId: requestIdOf(request.headers) },
        {
          action: 'export.downloaded',
          subjectType: 'export',
          subjectId: exportId,
          details: { file: fileName },
        },
      )
    }
    return insertDownload(tx, {
      ...{ tenantId, exportId, fileName, userId },
      ipAddress: clientAddress(request.headers),
      userAgent: request.headers.get('user-agent')?.slice(0, 400) ?? null,
    })
  })
}

/** Counts what really went out, and says so when the stream ends or breaks off. */
class SentBytes extends Transform {
  readonly #principal: Principal
  readonly #downloadId: string
  readonly #expected: number
  #sent = 0

  constructor(principal: Principal, downloadId: string, expected: number) {
    super({ highWaterMark: 256 * 1024 })
    this.#principal = principal
    this.#downloadId = downloadId
    this.#expected = expected
  }

  override _transform(chunk: Buffer, _encoding: string, done: (error: null, chunk: Buffer) => void): void {
    this.#sent += chunk.byteLength
    done(null, chunk)
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const isComplete = this.#sent === this.#expected && error === null
    transaction(this.#principal.tenantId, 'read write', (tx) =>
      updateDownload(tx, this.#downloadId, this.#sent, isComplete),
    ).catch((failure) => log.warn({ err: failure, downloadId: this.#downloadId }, 'download not recorded'))
    done(error)
  }
}
