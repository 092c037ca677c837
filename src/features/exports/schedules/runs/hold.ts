import { queueMail } from '#src/features/mail/service.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import { findAdminEmails } from '../../sharing/repository.ts'
import { type HoldReason, holds } from '../record/reasons.ts'
import { findScheduleById, insertOccurrence, moveOn, type ScheduleRow } from '../record/repository.ts'

/** Stops a schedule until a person has looked at it, and tells its owner and the admins once. */
export async function holdSchedule(
  tx: Tx,
  row: ScheduleRow,
  reason: HoldReason,
  scheduledFor: Date,
  requestId: string,
): Promise<void> {
  const { id, tenantId } = row
  const held = await insertOccurrence(tx, {
    ...{ tenantId, scheduleId: id, scheduledFor, reason },
    state: 'held',
  })
  await moveOn(tx, id, { holdReason: reason, heldAt: new Date(), nextRun: null })
  await writeAuditEntry(
    tx,
    { tenantId, requestId },
    { action: 'schedule.held', subjectType: 'schedule', subjectId: id, details: { reason } },
  )
  if (!held) return
  for (const recipient of await whomToTell(tx, id)) {
    await queueMail(tx, {
      tenantId,
      requestId,
      about: { type: 'occurrence', id: held.id },
      kind: 'schedule_held',
      recipient,
      ...mailOf(row, reason),
    })
  }
}

async function whomToTell(tx: Tx, id: string): Promise<Set<string>> {
  const owner = (await findScheduleById(tx, id))?.owner
  const addresses = [...(owner?.isActive ? [owner.email] : []), ...(await findAdminEmails(tx))]
  return new Set(addresses.map((address) => address.toLowerCase()))
}

function mailOf({ id, scheduleName }: ScheduleRow, reason: HoldReason): { subject: string; body: string } {
  const { message, action } = holds[reason]
  const page = new URL(`/exports/schedules/${id}`, env().APP_URL).toString()
  return {
    subject: `${scheduleName} is on hold`,
    body: `The schedule "${scheduleName}" is on hold: no files are made until someone resolves this. ${message}\n\nWhat to do next: ${action}\n\nOpen it: ${page}\n`,
  }
}
