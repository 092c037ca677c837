import { requestIdOf } from '#src/lib/access/request.ts'
import { systemTransaction, transaction } from '#src/lib/db/transaction.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import { readUnsubscribeLink } from './link.ts'
import { findNamedSchedule, removeRecipient } from './repository.ts'

export interface Unsubscribed {
  /** Null when the schedule is gone, and its emails with it. */
  schedule_name: string | null
  email: string
}

/** What a link of an email would stop. Throws `forbidden` when it was altered. */
export async function readUnsubscription(query: URLSearchParams): Promise<Unsubscribed> {
  const { scheduleId, email } = readUnsubscribeLink(query)
  const schedule = await systemTransaction((tx) => findNamedSchedule(tx, scheduleId))
  return { schedule_name: schedule?.scheduleName ?? null, email }
}

/** Stops the emails of one schedule to one address; whoever holds the email may, and may do so twice. */
export async function unsubscribe(query: URLSearchParams, requestId: string): Promise<Unsubscribed> {
  const { scheduleId, email } = readUnsubscribeLink(query)
  const schedule = await systemTransaction((tx) => findNamedSchedule(tx, scheduleId))
  if (!schedule) return { schedule_name: null, email }
  const { tenantId, scheduleName } = schedule
  await transaction(tenantId, 'read write', async (tx) => {
    if (!(await removeRecipient(tx, scheduleId, email))) return
    await writeAuditEntry(
      tx,
      { tenantId, requestId },
      {
        action: 'schedule.unsubscribed',
        subjectType: 'schedule',
        subjectId: scheduleId,
        details: { schedule_name: scheduleName, recipient: email },
      },
    )
  })
  return { schedule_name: scheduleName, email }
}

/** The one click of a mail program (RFC 8058); a person who opens the same address gets the page. */
export async function answerUnsubscribe(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url)
  if (request.method === 'POST') {
    await unsubscribe(searchParams, requestIdOf(request.headers))
    return new Response('No more of these emails will be sent.\n', {
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
    })
  }
  return new Response(null, { status: 303, headers: { Location: `/unsubscribe?${searchParams}` } })
}
