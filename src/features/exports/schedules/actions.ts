'use server'

import { answer, answerAnybody } from '#src/lib/http/action.ts'
import { backfillSchedule } from './commands/backfill.ts'
import { createSchedule } from './commands/create.ts'
import { deleteSchedule } from './commands/delete.ts'
import { requestFullFile } from './commands/full-file.ts'
import { handOverSchedule } from './commands/hand-over.ts'
import { pauseSchedule } from './commands/pause.ts'
import { resumeSchedule } from './commands/resume.ts'
import { runScheduleNow } from './commands/run-now.ts'
import { sendTest } from './commands/send-test.ts'
import { updateSchedule } from './commands/update.ts'
import { listHeirs } from './queries/list-heirs.ts'
import { previewSchedule } from './queries/preview.ts'
import type { CreateScheduleInput, PreviewInput, UpdateScheduleInput } from './record/schema.ts'
import { readUnsubscription, unsubscribe } from './unsubscribe/service.ts'

export async function createScheduleAction(input: CreateScheduleInput) {
  return answer(createSchedule, input)
}

export async function updateScheduleAction(input: UpdateScheduleInput) {
  return answer(updateSchedule, input)
}

export async function deleteScheduleAction(id: string) {
  return answer(deleteSchedule, { id })
}

export async function pauseScheduleAction(id: string) {
  return answer(pauseSchedule, { id })
}

export async function resumeScheduleAction(id: string) {
  return answer(resumeSchedule, { id })
}

export async function runScheduleAction(id: string) {
  return answer(runScheduleNow, { id })
}

export async function sendTestAction(id: string) {
  return answer(sendTest, { id })
}

export async function backfillAction(id: string, days: string[]) {
  return answer(backfillSchedule, { id, days })
}

export async function handOverAction(id: string, ownerId: string) {
  return answer(handOverSchedule, { id, owner_id: ownerId })
}

export async function fullFileAction(id: string) {
  return answer(requestFullFile, { id })
}

export async function heirsAction() {
  return answer(listHeirs, {})
}

export async function previewScheduleAction(input: PreviewInput) {
  return answer(previewSchedule, input)
}

/** `link` is the query of the signed address in an email: no other sign-in is needed to read and use it. */
export async function readUnsubscriptionAction(link: string) {
  return answerAnybody('exports.schedules.read_unsubscription', () =>
    readUnsubscription(new URLSearchParams(link)),
  )
}

export async function unsubscribeAction(link: string) {
  return answerAnybody('exports.schedules.unsubscribe', ({ requestId }) =>
    unsubscribe(new URLSearchParams(link), requestId),
  )
}
