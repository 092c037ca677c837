import { unitOf } from '#src/components/format/units.ts'
import { queueMail } from '#src/features/mail/service.ts'
import type { Context, TenantId } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { findRecipients } from './repository.ts'

interface About {
  id: string
  rfpNo: string
  title: string
  deadline: Date
}

interface Line {
  position: number
  description: string
  quantity: number
  unit: string
}

/** In whose name it is written. */
export interface Sender {
  tenantId: TenantId
  tenantName: string
  requestId: string
}

export function senderOf({ principal, requestId }: Context): Sender {
  return { tenantId: principal.tenantId, tenantName: principal.tenantName, requestId }
}

interface Notice {
  /** Once for each of these a supplier hears of it. */
  kind: string
  subject: string
  paragraphs: string[]
}

/** Writes to the invited suppliers; with `choose`, to each what it says, and nothing where that is nothing. */
export async function tellInvited(
  tx: Tx,
  { tenantId, tenantName, requestId }: Sender,
  rfp: About,
  choose: (supplierId: string) => Notice | undefined,
): Promise<void> {
  for (const [supplierId, recipient] of await findRecipients(tx, rfp.id)) {
    const notice = choose(supplierId)
    if (!notice) continue
    const { kind, subject, paragraphs } = notice
    const body = `${[...paragraphs, tenantName].join('\n\n')}\n`
    await queueMail(tx, {
      ...{ tenantId, requestId, kind, recipient, subject, body },
      about: { type: 'rfp', id: rfp.id },
    })
  }
}

export function published(rfp: About, lines: string[], timeZone: string): Notice {
  return {
    kind: 'published',
    subject: `${rfp.rfpNo}: you are invited to offer on ${rfp.title}`,
    paragraphs: [
      `You are invited to answer the request for proposal ${rfp.rfpNo}, “${rfp.title}”, until ${instantIn(rfp.deadline, timeZone)}.`,
      `What is asked for:\n${lines.join('\n')}`,
      'Offers for some of the lines are welcome. Prices stay sealed until the deadline.',
    ],
  }
}

export function extended(rfp: About, timeZone: string): Notice {
  return {
    kind: `deadline_${rfp.deadline.toISOString()}`,
    subject: `${rfp.rfpNo}: the deadline has moved`,
    paragraphs: [
      `The request for proposal ${rfp.rfpNo}, “${rfp.title}”, now takes offers until ${instantIn(rfp.deadline, timeZone)}.`,
    ],
  }
}

export function cancelled(rfp: About): Notice {
  return {
    kind: 'cancelled',
    subject: `${rfp.rfpNo} was cancelled`,
    paragraphs: [
      `The request for proposal ${rfp.rfpNo}, “${rfp.title}”, was cancelled. No offer is needed any more.`,
    ],
  }
}

export function closed(rfp: About): Notice {
  return {
    kind: 'closed',
    subject: `${rfp.rfpNo} is closed`,
    paragraphs: [
      `The request for proposal ${rfp.rfpNo}, “${rfp.title}”, is closed. The offers are being compared.`,
    ],
  }
}

/** To whoever won lines, and to whoever won none. */
export function decided(rfp: About, won: string[]): Notice {
  return {
    kind: 'awarded',
    subject: won.length > 0 ? `${rfp.rfpNo}: your offer won` : `${rfp.rfpNo} was decided`,
    paragraphs:
      won.length > 0
        ? [`Your offer on ${rfp.rfpNo}, “${rfp.title}”, won these lines:\n${won.join('\n')}`]
        : [
            `The request for proposal ${rfp.rfpNo}, “${rfp.title}”, was awarded to others. Thank you for your time.`,
          ],
  }
}

/** A line as people say it: `1. Chair: 10 pieces`. */
export function wordsOf({ position, description, quantity, unit }: Line): string {
  return `${position}. ${description}: ${quantity} ${unitOf(quantity, unit)}`
}

export function instantIn(instant: Date, timeZone: string): string {
  return `${instant.toLocaleString('sv-SE', { timeZone }).slice(0, 16)} (${timeZone})`
}
