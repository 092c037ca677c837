import { createHash } from 'node:crypto'
import { pipeline, type Readable, Transform } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { findFormat } from '#src/encoding/formats.ts'
import { fileKind } from '#src/encoding/rows/compression.ts'
import type { Principal } from '#src/lib/context.ts'
import { env } from '#src/lib/env.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import { signLink } from '../../downloads/signed-link.ts'
import type { Manifest } from '../../proofs/manifest.ts'
import { downloadName } from '../../record/file-name.ts'
import type { ExportRow } from '../../record/repository.ts'
import type { ExportFile } from '../../record/schema.ts'
import { manifestKey, partKey } from '../../record/stored-files.ts'
import { DeliveryProblem, type Outgoing, type OutgoingFile } from '../senders/sender.ts'
import type { DeliveryRow } from './repository.ts'

/** How long the links in a webhook's message are good; each attempt has new ones. */
const linkSeconds = 3600

/** What is sent: the file, its columns, and the manifest last. */
export async function outgoingOf(
  delivery: DeliveryRow,
  row: ExportRow & { filePath: string },
  manifest: Manifest,
  creator: Principal,
): Promise<Outgoing> {
  const [data, schema] = row.files as [ExportFile, ExportFile]
  const format = findFormat(row.format)
  if (!format) throw new DeliveryProblem('The format of this export is no longer offered.', { isFinal: true })
  const { extension } = fileKind(format, row.options as Record<string, unknown>)
  const text = await buffer(await stored(manifestKey(row.filePath)))
  return {
    deliveryId: delivery.id,
    attempt: delivery.attempts,
    files: [
      storedFile(data, partKey(row.filePath, 1), nameFor(row, extension)),
      storedFile(schema, partKey(row.filePath, 2), nameFor(row, `${format.extension}.schema.json`)),
      {
        ...{ name: nameFor(row, `${extension}.manifest.json`), mediaType: 'application/json' },
        ...{ bytes: text.length, sha256: createHash('sha256').update(text).digest('hex') },
        open: async () => stored(manifestKey(row.filePath)),
      },
    ],
    event: eventOf(row, manifest, creator),
  }
}

/** `Sales-1a2b3c4d5e6f.csv`: the same in every attempt, and of no other export. */
export function nameFor({ exportName, id }: Pick<ExportRow, 'exportName' | 'id'>, extension: string): string {
  const name = downloadName(exportName, extension)
  return `${name.slice(0, -extension.length - 1)}-${id.slice(-12)}.${extension}`
}

function storedFile(file: ExportFile, key: string, name: string): OutgoingFile {
  const { media_type: mediaType, bytes, sha256 } = file
  return {
    ...{ name, mediaType, bytes, sha256 },
    open: async () => {
      const checked = new CheckedBytes({ bytes, sha256 })
      // Unlike pipe(), this closes the file when the receiver goes away.
      pipeline(await stored(key), checked, () => {})
      return checked
    },
  }
}

async function stored(key: string): Promise<Readable> {
  return getStorage()
    .read(key)
    .catch((error) => {
      const isLost = error.code === 'ENOENT'
      const message = isLost ? 'The stored file is missing.' : 'The storage could not be reached.'
      throw new DeliveryProblem(message, { isFinal: isLost }, error)
    })
}

/** Passes bytes on, and fails before the end when they are not the expected ones. */
class CheckedBytes extends Transform {
  readonly #expected: { bytes: number; sha256: string }
  readonly #hash = createHash('sha256')
  #bytes = 0

  constructor(expected: { bytes: number; sha256: string }) {
    super({ highWaterMark: 256 * 1024 })
    this.#expected = expected
  }

  override _transform(chunk: Buffer, _: string, done: (error: Error | null, chunk?: Buffer) => void): void {
    this.#hash.update(chunk)
    this.#bytes += chunk.length
    done(null, chunk)
  }

  override _flush(done: (error?: Error) => void): void {
    const isWhole = this.#bytes === this.#expected.bytes && this.#hash.digest('hex') === this.#expected.sha256
    if (isWhole) done()
    else done(new DeliveryProblem('The stored file was altered, so it was not sent.', { isFinal: true }))
  }
}

function eventOf(row: ExportRow, manifest: Manifest, { userId, apiKeyId }: Principal): Outgoing['event'] {
  const expires = Math.floor(Date.now() / 1000) + linkSeconds
  const files = row.files as ExportFile[]
  const self = new URL(`/api/v1/exports/${row.id}`, env().APP_URL).toString()
  return {
    type: 'export.completed',
    timestamp: (row.completedAt ?? new Date()).toISOString(),
    data: {
      export: {
        id: row.id,
        export_name: row.exportName,
        export_type: row.exportType,
        format: row.format,
        record_count: row.recordCount,
        snapshot_at: row.snapshotAt?.toISOString() ?? null,
        completed_at: row.completedAt?.toISOString() ?? null,
        expires_at: row.expiresAt?.toISOString() ?? null,
        schedule_id: row.scheduleId,
      },
      files: files.map((file) => ({
        ...file,
        download_url: signLink({ exportId: row.id, fileName: file.name, userId, apiKeyId, expires }),
        download_url_expires_at: new Date(expires * 1000).toISOString(),
      })),
      links: { self, manifest: `${self}/manifest`, download: `${self}/download` },
      manifest,
    },
  }
}
