import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { processFile, startBare, wasOutOfMemory } from '../process/bare-process.ts'
import { start, type TableDialect, type TableLine, type TableRow } from './table-line.ts'

/** The file cannot be read as a table, in words for whoever sent it. */
export class UnreadableFile extends Error {}

const heapMegabytes = 384
const deadlineMs = 60_000
const readerFile = processFile('reader-main', import.meta.url)

export interface OpenTable {
  dialect: TableDialect
  rows: AsyncGenerator<TableRow>
}

/**
 * Reads CSV or the first sheet of a workbook in another process, so that no file takes this one along: memory and
 * time are limited there. The rows must be read to their end or returned. Throws UnreadableFile, also from the rows.
 */
export async function readTable(source: Readable, signal?: AbortSignal): Promise<OpenTable> {
  const lines = tableLines(source, signal)
  const first = await lines.next()
  if (!first.done && 'dialect' in first.value) return { dialect: first.value.dialect, rows: rowsOf(lines) }
  throw new UnreadableFile('This file is empty.')
}

async function* rowsOf(lines: AsyncGenerator<TableLine>): AsyncGenerator<TableRow> {
  for await (const line of lines) if ('row' in line) yield line.row
}

async function* tableLines(source: Readable, signal?: AbortSignal): AsyncGenerator<TableLine> {
  // Whatever a workbook is unpacked to on the way is gone with the folder.
  const folder = await mkdtemp(join(tmpdir(), 'waybill-reading-'))
  const reader = startBare(readerFile, heapMegabytes, 'streams', folder)
  const closed = once(reader, 'close')
  reader.send(start, () => {})
  let stderr = ''
  let isLate = false
  reader.stderr?.on('data', (text) => {
    stderr = `${stderr}${text}`.slice(-4_000)
  })
  // Only the time in which the reader is waited for counts: what is done with its rows may take longer.
  let left = deadlineMs
  let since = performance.now()
  const expire = () => {
    isLate = true
    reader.kill('SIGKILL')
  }
  let deadline = setTimeout(expire, left)
  const abort = () => reader.kill('SIGKILL')
  signal?.addEventListener('abort', abort, { once: true })
  // A reader that has ended takes no more bytes; why it ended is found out below.
  const feeding = pipeline(source, reader.stdin!).catch((error: NodeJS.ErrnoException) => error)
  try {
    for await (const text of createInterface({ input: reader.stdout! })) {
      const line = JSON.parse(text) as TableLine
      if ('refusal' in line) throw new UnreadableFile(line.refusal)
      if ('end' in line) return
      clearTimeout(deadline)
      left = Math.max(0, left - (performance.now() - since))
      yield line
      since = performance.now()
      deadline = setTimeout(expire, left)
    }
    signal?.throwIfAborted()
    const lost = await feeding
    if (lost && lost.code !== 'EPIPE' && lost.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw lost
    await closed
    if (isLate) throw new UnreadableFile('Reading this file takes too long. Split it into smaller ones.')
    if (wasOutOfMemory(stderr))
      throw new UnreadableFile(
        'This file needs too much memory when it is unpacked. Split it, or save a workbook as CSV.',
      )
    throw new Error(`the reader ended without an end: ${stderr}`)
  } finally {
    clearTimeout(deadline)
    signal?.removeEventListener('abort', abort)
    reader.kill('SIGKILL')
    await closed
    await rm(folder, { recursive: true, force: true })
  }
}
