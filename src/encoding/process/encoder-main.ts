import { closeSync, openSync, readSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { compressionOf } from '../rows/compression.ts'
import { type RowBatch, rowBatches } from '../rows/row-batch.ts'
import { Totals } from '../totals/totals.ts'
import { writers } from '../writers.ts'
import { compressInto } from './compressor.ts'
import type { EncodeJob, EncodeResult, FromEncoder, ToEncoder } from './encoder-messages.ts'
import { FileSink } from './file-sink.ts'
import { SegmentSink } from './segment-sink.ts'
import { segmentsAhead } from './segments.ts'

// The process of an Encoder: a spool in, a file out, then the next. It ends with its parent, and only the
// parent decides when to stop it.

const chunkBytes = 256 * 1024
const progressMs = 250
const growthMs = 2

let isSpooled = false
/** Segments that nobody has taken yet. */
let waiting = 0
let makeRoom = () => {}

process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})
process.once('disconnect', () => process.exit())
process.on('message', (message: ToEncoder) => {
  if (message.job) {
    isSpooled = false
    waiting = 0
    void run(message.job)
  } else if (message.spooled) isSpooled = true
  else {
    waiting -= 1
    makeRoom()
  }
})

async function run(job: EncodeJob): Promise<void> {
  try {
    report({ result: await encodeFile(job) })
  } catch (error) {
    const { message, stack } = error as Error
    report({ failure: { message, stack } })
  }
}

function report(message: FromEncoder): void {
  process.send?.(message)
}

async function encodeFile(job: EncodeJob): Promise<EncodeResult> {
  const write = writers[job.format]
  if (!write) throw new Error(`no format is called ${job.format}`)
  const totals = new Totals(job.columns)
  const sink = job.inSegments
    ? new SegmentSink(job.outputPath, tellOfSegment)
    : await FileSink.create(job.outputPath)
  const output = await compressInto(sink, compressionOf(job.options), job.fileName)
  const batches = rowBatches(spoolChunks(job.spoolPath), job.columns.length + job.keyColumns)
  const { columns, options, about, doubledHours = [] } = job
  const rows = counted(batches, totals)
  const counts = await write({ rows, columns, options, about, doubledHours }, output.emit)
  await output.end()
  const file = await sink.close()
  if (counts.rows !== totals.rows) {
    throw new Error(`the writer wrote ${counts.rows} rows of the ${totals.rows} in the spool`)
  }
  return {
    ...counts,
    ...file,
    totals: totals.result(),
    firstKey: totals.firstKey,
    lastKey: totals.lastKey,
  }
}

/** Returns when there is room for another one. */
async function tellOfSegment(): Promise<void> {
  waiting += 1
  report({ segment: true })
  while (waiting >= segmentsAhead) {
    const { promise, resolve } = Promise.withResolvers<void>()
    makeRoom = resolve
    await promise
  }
}

/** Blocking reads: this process has nothing else to do, and they cost a tenth of a stream's. */
async function* spoolChunks(path: string): AsyncGenerator<Buffer> {
  const file = openSync(path, 'r')
  const chunk = Buffer.allocUnsafe(chunkBytes)
  try {
    for (;;) {
      // Read the flag before the data, so rows written just before the end are not missed.
      const isComplete = isSpooled
      const length = readSync(file, chunk)
      if (length > 0) yield chunk.subarray(0, length)
      else if (isComplete) return
      else await sleep(growthMs)
    }
  } finally {
    closeSync(file)
  }
}

async function* counted(batches: AsyncIterable<RowBatch>, totals: Totals): AsyncGenerator<RowBatch> {
  let reported = performance.now()
  for await (const batch of batches) {
    totals.add(batch)
    yield batch
    const now = performance.now()
    if (now - reported < progressMs) continue
    reported = now
    report({ rows: totals.rows })
  }
}
