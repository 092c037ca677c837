import { rm } from 'node:fs/promises'
import { Encoder } from './encoder.ts'
import type { EncodeControl, EncodeJob, EncodeResult } from './encoder-messages.ts'

/** An encoder that has done its work and may get more of it. */
interface Waiting {
  encoder: Encoder
  tenantId: string
  timer: NodeJS.Timeout
}

const patienceMs = 60_000
/** The longest wait first. */
const waiting: Waiting[] = []

/** In the bundle the encoder stands beside this file as JavaScript. */
const encoderFile = new URL(
  import.meta.url.endsWith('.ts') ? './encoder-main.ts' : './encoder-main.js',
  import.meta.url,
)

/**
 * Turns a spool into a finished, hashed file on the disk, in another process: memory stays flat for any number of
 * rows, and nothing that happens there takes this process along. Without a result there is no output file. Throws
 * EncodeError, the signal's reason, or what `spooled` rejected with.
 */
export async function encode(job: EncodeJob, control: EncodeControl = {}): Promise<EncodeResult> {
  control.signal?.throwIfAborted()
  const encoder = encoderFor(job.tenantId)
  try {
    const result = await encoder.run(job, control)
    keep(encoder, job.tenantId)
    return result
  } catch (error) {
    await encoder.end()
    await rm(job.outputPath, { force: true })
    throw error
  }
}

/**
 * One that has worked for this tenant already: its code is warm, and what may be left in its memory is the tenant's
 * own. A new one takes the place of the one that has waited longest, so that there are never more than run at once.
 */
function encoderFor(tenantId: string): Encoder {
  const known = waiting.findLast((one) => one.tenantId === tenantId)
  if (known) {
    remove(known)
    known.encoder.hold(true)
    return known.encoder
  }
  if (waiting[0]) dismiss(waiting[0])
  return new Encoder(encoderFile)
}

function keep(encoder: Encoder, tenantId: string): void {
  const one = { encoder, tenantId, timer: setTimeout(() => dismiss(one), patienceMs) }
  one.timer.unref()
  encoder.hold(false)
  waiting.push(one)
  encoder.ended.then(() => remove(one))
}

function dismiss(one: Waiting): void {
  remove(one)
  void one.encoder.end()
}

function remove(one: Waiting): void {
  clearTimeout(one.timer)
  const index = waiting.indexOf(one)
  if (index >= 0) waiting.splice(index, 1)
}
