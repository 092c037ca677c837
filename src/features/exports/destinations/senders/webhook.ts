import { createHmac, randomUUID } from 'node:crypto'
import { env } from '#src/lib/env.ts'
import { type Answer, post, Unanswered } from '#src/lib/outbound/post.ts'
import { getDependency, isLeftAlone, secondsLeftAlone } from '#src/lib/resilience/dependency.ts'
import type { WebhookSettings } from '../record/kinds.ts'
import { problemOf } from './problem.ts'
import { DeliveryProblem, type Receiver, type Sender } from './sender.ts'

interface Secret {
  signing_secret: string
}

/** Signed messages after the Standard Webhooks specification, with the same id in every attempt. */
export const webhook: Sender<WebhookSettings, Secret> = {
  async deliver({ deliveryId, event }, to, signal) {
    const status = await send(deliveryId, JSON.stringify(event), to, signal)
    return `Delivered: ${hostOf(to)} answered ${status}.`
  },
  async test(to, signal) {
    const event = { type: 'destination.test', timestamp: new Date().toISOString(), data: {} }
    const status = await send(randomUUID(), JSON.stringify(event), to, signal)
    return {
      passed: true,
      message: `${hostOf(to)} took a signed test message: it answered ${status}.`,
      hostKey: null,
    }
  },
}

async function send(
  id: string,
  body: string,
  to: Receiver<WebhookSettings, Secret>,
  signal: AbortSignal,
): Promise<number> {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const headers = {
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(body)),
    'User-Agent': 'Waybill',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signatureOf(to.secret.signing_secret, `${id}.${timestamp}.${body}`)}`,
  }
  const deadline = AbortSignal.timeout(env().DELIVERY_TIMEOUT_SECONDS * 1000)
  try {
    const answer = await receiverOf(to).ask(() =>
      post(new URL(to.settings.url), { headers, body, signal: AbortSignal.any([signal, deadline]) }),
    )
    return requireTaken(hostOf(to), answer)
  } catch (error) {
    signal.throwIfAborted()
    if (isLeftAlone(error))
      throw new DeliveryProblem(
        `${hostOf(to)} failed several times in a row and is left alone for a while.`,
        {
          retryAfterSeconds: secondsLeftAlone,
        },
      )
    throw problemOf(hostOf(to), error, error instanceof Unanswered && error.wasSent)
  }
}

/** Tried once: the row of a delivery keeps when it is tried again, and outlives this process. */
function receiverOf({ id }: Receiver<WebhookSettings, Secret>) {
  return getDependency({ kind: 'webhook', id, tries: 1, isBadAnswer: isOutage })
}

function isOutage(answer: unknown): boolean {
  const { status } = answer as Answer
  return status >= 500 || status === 429
}

export function signatureOf(secret: string, content: string): string {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  return createHmac('sha256', key).update(content).digest('base64')
}

function requireTaken(host: string, { status, location, retryAfterSeconds }: Answer): number {
  if (status >= 200 && status < 300) return status
  if (status >= 300 && status < 400) {
    throw new DeliveryProblem(
      `${host} answered ${status} and redirects${location ? ` to ${shortened(location)}` : ''}. Redirects are not followed: enter the final address.`,
      { isFinal: true },
    )
  }
  if (status === 410) {
    throw new DeliveryProblem(`${host} answered 410: it wants no more messages.`, { isFinal: true })
  }
  throw new DeliveryProblem(`${host} answered ${status} instead of 200 to 299.`, { retryAfterSeconds })
}

function shortened(location: string): string {
  const plain = location.split(/[?#]/)[0] ?? ''
  return plain.length > 200 ? `${plain.slice(0, 200)}…` : plain
}

function hostOf({ settings }: Receiver<WebhookSettings, Secret>): string {
  return new URL(settings.url).host
}
