import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { findFormat } from '#src/encoding/formats.ts'
import type { Format } from '#src/encoding/rows/format.ts'
import { ZipDamage, zipContents } from '#src/encoding/zip/zip-reader.ts'
import { type Manifest, verifySignature } from './manifest.ts'

const highWaterMark = 256 * 1024

export interface Verification {
  verdict: 'whole' | 'altered'
  /** Why it is altered, each a sentence. */
  problems: string[]
  /** The manifest's name for the file, where it is one of its files. */
  name: string | null
  /** What was found. Null where rows of the format cannot be counted, -1 where a row is torn. */
  rows: number | null
  bytes: number
  sha256: string
}

/** A file that is not on this disk: its name and how to read it from the start, as often as needed. */
export interface ReadableFile {
  name: string
  open: () => Promise<Readable> | Readable
}

/**
 * Whether a file is exactly the one that its manifest describes: signature, hash, length and an independent
 * count of its rows. Streams, so any size will do. Throws when the file cannot be read.
 */
export async function verifyFile(
  source: string | ReadableFile,
  manifest: Manifest,
  expectedPublicKey?: string,
): Promise<Verification> {
  const file = typeof source === 'string' ? fileAt(source) : source
  const found = await readBack(file, manifest)
  const problems = signatureProblems(manifest, expectedPublicKey)
  const listed =
    manifest.files.find(({ sha256 }) => sha256 === found.sha256) ??
    manifest.files.find(({ name }) => name === file.name) ??
    (manifest.files.length === 1 ? manifest.files[0] : undefined)
  if (listed) problems.push(...fileProblems(found, listed))
  else problems.push(`no file of this export has this name or these contents`)
  return {
    verdict: problems.length === 0 ? 'whole' : 'altered',
    problems,
    name: listed?.name ?? null,
    ...found,
  }
}

function signatureProblems(manifest: Manifest, expectedPublicKey: string | undefined): string[] {
  const verdict = verifySignature(manifest, expectedPublicKey)
  if (verdict === 'valid') return []
  if (verdict === 'other_key') return [`the manifest is signed by another key, ${manifest.signature.key_id}`]
  return ['the manifest was changed after it was signed']
}

type Found = Pick<Verification, 'rows' | 'bytes' | 'sha256'>

function fileProblems(found: Found, listed: Manifest['files'][number]): string[] {
  const problems: string[] = []
  if (found.bytes !== listed.bytes) problems.push(`it has ${found.bytes} bytes instead of ${listed.bytes}`)
  if (found.rows === -1) problems.push('it ends in the middle of a row')
  else if (found.rows !== null && found.rows !== listed.rows) {
    problems.push(`it has ${found.rows} rows instead of ${listed.rows}`)
  }
  if (found.sha256 !== listed.sha256) problems.push('its SHA-256 differs: its contents were changed')
  return problems
}

function fileAt(path: string): ReadableFile {
  return { name: basename(path), open: () => createReadStream(path, { highWaterMark }) }
}

async function readBack(file: ReadableFile, manifest: Manifest): Promise<Found> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of await file.open()) {
    bytes += chunk.length
    hash.update(chunk)
  }
  const { format, options } = manifest.dialect
  return { rows: await countRows(file, format, options), bytes, sha256: hash.digest('hex') }
}

async function countRows(source: ReadableFile, format: string, options: Record<string, unknown>) {
  const found = findFormat(format)
  const recount = found?.recount?.(options)
  if (!recount) return null
  const { hasRows } = found as Format
  const count = async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) recount.add(chunk)
  }
  const file = await source.open()
  try {
    if (hasRows) await pipeline(file, (chunks) => zipContents(chunks, hasRows), count)
    else if (options.compression === 'zip') await pipeline(file, entriesOf, count)
    else if (options.compression === 'gzip') await pipeline(file, createGunzip(), count)
    else if (options.compression === 'zstd') await pipeline(file, createZstdDecompress(), count)
    else await pipeline(file, count)
  } catch (error) {
    if (isDamage(error)) return -1
    throw error
  }
  return recount.rows()
}

/** What a ZIP holds, unpacked: the one file that was compressed. */
function entriesOf(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  return zipContents(chunks, () => true)
}

/** What the decompressors report when the bytes are not what a compressor wrote. */
function isDamage(error: unknown): boolean {
  if (error instanceof ZipDamage) return true
  const { code } = error as NodeJS.ErrnoException
  return code !== undefined && (code.startsWith('Z_') || code.startsWith('ZSTD_'))
}
