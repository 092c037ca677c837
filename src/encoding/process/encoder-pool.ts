import { rm } from 'node:fs/promises'
import { doubledHours } from '../rows/doubled-hours.ts'
import { processFile } from './bare-process.ts'
import { Encoder } from './encoder.ts'
import type { EncodeControl, EncodeJob, EncodeResult } from './encoder-messages.ts'

/** An encoder without a job. */
interface IdleEncoder {
  encoder: Encoder
  tenantId: string
  timer: NodeJS.Timeout
}

const idleTimeoutMs = 60_000
/** The one that has been idle longest comes first. */
const idle: IdleEncoder[] = []

const encoderFile = processFile('encoder-main', import.meta.url)

/**
 * Turns a spool into a finished, hashed file on the disk, in another process: memory stays flat for any number of
 * rows, and nothing that happens there takes this process along. Without a result there is no output file. Throws
 * EncodeError, the signal's reason, or what `spooled` rejected with.
 */
export async function encode(job: EncodeJob, control: EncodeControl = {}): Promise<EncodeResult> {
  control.signal?.throwIfAborted()
  const encoder = encoderFor(job.tenantId)
  try {
    const inSegments = control.segments !== undefined
    const result = await encoder.run({ doubledHours: hoursFor(job), ...job, inSegments }, control)
    release(encoder, job.tenantId)
    return result
  } catch (error) {
    await encoder.end()
    await rm(job.outputPath, { force: true })
    throw error
  }
}

function hoursFor({ columns, about }: EncodeJob): number[] {
  return columns.some(({ type }) => type === 'timestamp') ? doubledHours(about.timeZone) : []
}

/**
 * An idle encoder of this tenant if there is one: its code is warm, and its memory may hold what the tenant may read.
 * A new one replaces the one that has been idle longest, so there are never more than run at once.
 */
function encoderFor(tenantId: string): Encoder {
  const known = idle.findLast((one) => one.tenantId === tenantId)
  if (known) {
    take(known)
    known.encoder.ref()
    return known.encoder
  }
  if (idle[0]) evict(idle[0])
  const encoder = new Encoder(encoderFile)
  encoder.ended.then(() => {
    const dead = idle.find((one) => one.encoder === encoder)
    if (dead) take(dead)
  })
  return encoder
}

function release(encoder: Encoder, tenantId: string): void {
  const one = { encoder, tenantId, timer: setTimeout(() => evict(one), idleTimeoutMs) }
  one.timer.unref()
  encoder.unref()
  idle.push(one)
}

function evict(one: IdleEncoder): void {
  take(one)
  void one.encoder.end()
}

function take(one: IdleEncoder): void {
  clearTimeout(one.timer)
  const index = idle.indexOf(one)
  if (index >= 0) idle.splice(index, 1)
}
