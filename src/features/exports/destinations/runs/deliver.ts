import { queueMail } from '#src/features/mail/service.ts'
import { findPrincipalAgain } from '#src/lib/access/principals.ts'
import type { Principal } from '#src/lib/context.ts'
import { type Tx, transaction } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { type Delivery, enqueue } from '#src/lib/jobs/queue.ts'
import { log } from '#src/lib/log.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import type { Manifest } from '../../proofs/manifest.ts'
import { findFileColumns, findManifest } from '../../proofs/repository.ts'
import { refusalFor } from '../../record/file-rights.ts'
import { type ExportRow, getEmail } from '../../record/repository.ts'
import { isExpired } from '../../record/resource.ts'
import { secretOf } from '../record/contents.ts'
import type { KindKey } from '../record/kinds.ts'
import { type DestinationRow, findDestination } from '../record/repository.ts'
import { isReady } from '../record/resource.ts'
import { problemOf } from '../senders/problem.ts'
import { DeliveryProblem } from '../senders/sender.ts'
import { senders } from '../senders/senders.ts'
import { outgoingOf } from './outgoing.ts'
import { deliveriesSend } from './queue.ts'
import {
  claimDelivery,
  claimSeconds,
  type DeliveryRow,
  findSentExport,
  prolongClaim,
  settleDelivery,
} from './repository.ts'

const longestPauseSeconds = 7_200

/**
 * Makes one attempt: claims the delivery, sends, and records what came of it. No transaction is open while a
 * receiver answers. A worker that dies in between leaves a claim that runs out; the next attempt finds out what
 * is there already.
 */
export async function runDelivery(given: Delivery<{ deliveryId: string }>): Promise<void> {
  const { tenantId, requestId, payload, signal } = given
  const row = await transaction(tenantId, 'read write', (tx) => claimDelivery(tx, payload.deliveryId))
  if (!row) return
  const lost = new AbortController()
  const prolonging = setInterval(
    () =>
      transaction(tenantId, 'read write', (tx) => prolongClaim(tx, row)).then(
        (isOurs) => isOurs || lost.abort(),
        (error) => log.warn({ err: error, deliveryId: row.id }, 'claim not prolonged'),
      ),
    (claimSeconds * 1000) / 4,
  )
  try {
    const message = await attempt(row, AbortSignal.any([signal, lost.signal]))
    await end(row, requestId, { state: 'delivered', message })
  } catch (error) {
    if (lost.signal.aborted) return
    if (signal.aborted)
      await postpone(row, requestId, 0, 'The worker was stopped; another one goes on.', true)
    else await endFailed(row, requestId, error)
  } finally {
    clearInterval(prolonging)
  }
}

async function attempt(row: DeliveryRow, signal: AbortSignal): Promise<string> {
  const { destination, exported, manifest, creator } = await readAll(row)
  const kind = destination.kind as KindKey
  const outgoing = await outgoingOf(row, exported, manifest, creator)
  const settings = destination.settings as Record<string, unknown>
  return senders[kind].deliver(
    outgoing,
    { id: destination.id, settings, secret: secretFor(destination) },
    signal,
  )
}

/** Everything that is sent, as it is now: what must no longer leave the company is refused for good. */
async function readAll(row: DeliveryRow) {
  const refuse = (message: string) => new DeliveryProblem(message, { isFinal: true })
  const { destination, exported, manifest, columns } = await transaction(
    row.tenantId,
    'read only',
    async (tx) => ({
      destination: row.destinationId ? await findDestination(tx, row.destinationId) : undefined,
      exported: await findSentExport(tx, row.exportId),
      manifest: (await findManifest(tx, row.exportId)) as Manifest,
      columns: await findFileColumns(tx, row.exportId),
    }),
  )
  if (!destination) throw refuse('The destination was deleted.')
  if (!isReady(destination)) throw refuse(`Nobody has confirmed the host key of ${destination.name}.`)
  if (!exported) throw refuse('The export was deleted.')
  if (!hasFile(exported)) throw refuse('The file has expired. Run the export again.')
  if (exported.fileProblem) throw refuse(`The stored file is ${exported.fileProblem}. Run the export again.`)
  const creator = await findPrincipalAgain(exported.createdBy, exported.apiKeyId)
  if (!creator) throw refuse('The person or API key that requested this export is no longer active.')
  if (!creator.permissions.has('exports.download'))
    throw refuse(`${nameOf(creator)} cannot download exports.`)
  const refusal = refusalFor(creator, { exportType: exported.exportType, columns })
  if (refusal) throw refuse(`${nameOf(creator)}, who requested this export, ${refusal}.`)
  return { destination, exported, manifest, creator }
}

function hasFile(row: ExportRow): row is ExportRow & { filePath: string } {
  return row.status === 'completed' && row.filePath !== null && !isExpired(row)
}

export function secretFor(destination: DestinationRow): Record<string, string> {
  try {
    return secretOf(destination)
  } catch (error) {
    const message =
      'The secret of this destination cannot be read, because AUTH_SECRET has changed. Enter it again.'
    throw new DeliveryProblem(message, { isFinal: true }, error)
  }
}

async function endFailed(row: DeliveryRow, requestId: string, error: unknown): Promise<void> {
  log.warn({ err: error, deliveryId: row.id, attempt: row.attempts }, 'export not delivered')
  const { message, isFinal, mayHaveArrived, retryAfterSeconds } = problemOf(row.destinationName, error)
  const pause = Math.max(pauseAfter(row.attempts), Math.min(retryAfterSeconds, longestPauseSeconds))
  const isOver = isFinal || Date.now() + pause * 1000 > row.giveUpAt.getTime()
  if (!isOver) return postpone(row, requestId, pause, message, mayHaveArrived)
  const arrived = row.mayHaveArrived || mayHaveArrived
  const rest = isFinal ? '' : ` It is not tried again by itself after ${env().DELIVERY_HOURS} hours.`
  const doubt = arrived ? ' An earlier attempt may have arrived: ask the receiver.' : ''
  await end(row, requestId, {
    state: arrived ? 'unknown' : 'failed',
    message: `${message}${rest}${doubt}`,
    mayHaveArrived: arrived,
  })
}

function postpone(
  row: DeliveryRow,
  requestId: string,
  seconds: number,
  message: string,
  mayHaveArrived: boolean,
): Promise<void> {
  return transaction(row.tenantId, 'read write', async (tx) => {
    const changes = {
      state: 'pending',
      nextTryInSeconds: seconds,
      mayHaveArrived: row.mayHaveArrived || mayHaveArrived,
    }
    if (!(await settleDelivery(tx, row, changes, message))) return
    const later = { startAfterSeconds: seconds }
    await enqueue(tx, deliveriesSend, { tenantId: row.tenantId, requestId }, { deliveryId: row.id }, later)
  })
}

interface Ending {
  state: 'delivered' | 'failed' | 'unknown'
  message: string
  mayHaveArrived?: boolean
}

function end(row: DeliveryRow, requestId: string, ending: Ending): Promise<void> {
  const { message, ...changes } = ending
  return transaction(row.tenantId, 'read write', async (tx) => {
    const settled = await settleDelivery(tx, row, { ...changes, endedAt: new Date() }, message)
    if (!settled) return
    const { exportId, destinationId, destinationName } = row
    await writeAuditEntry(
      tx,
      { tenantId: row.tenantId, requestId },
      {
        action: ending.state === 'delivered' ? 'export.delivered' : 'export.delivery_failed',
        subjectType: 'export',
        subjectId: exportId,
        details: {
          ...{ destination_id: destinationId, destination: destinationName, attempts: row.attempts },
          ...(ending.state === 'delivered' ? {} : { state: ending.state, reason: message }),
        },
      },
    )
    if (ending.state !== 'delivered') await tellCreator(tx, settled, requestId, message)
  })
}

async function tellCreator(tx: Tx, row: DeliveryRow, requestId: string, message: string): Promise<void> {
  const exported = await findSentExport(tx, row.exportId)
  if (!exported) return
  const { exportName, createdBy, id } = exported
  await queueMail(tx, {
    ...{ tenantId: row.tenantId, requestId },
    about: { type: 'delivery', id: row.id },
    // A later failure after a retry is another piece of news.
    kind: `failed_${row.attempts}`,
    recipient: await getEmail(tx, createdBy),
    subject: `${exportName} was not delivered to ${row.destinationName}`,
    body: `${[
      `The export "${exportName}" was not delivered to ${row.destinationName}. ${message}`,
      `What to do next: open it, and retry the delivery once the cause is gone: ${new URL(`/exports/${id}`, env().APP_URL)}`,
    ].join('\n\n')}\n`,
  })
}

/** `attempts` counts the one that just failed: half a minute, a minute, two ... at most two hours. */
function pauseAfter(attempts: number): number {
  return Math.min(env().RETRY_SECONDS * 15 * 2 ** (Math.min(attempts, 20) - 1), longestPauseSeconds)
}

function nameOf({ firstName, lastName }: Principal): string {
  return `${firstName} ${lastName}`
}
