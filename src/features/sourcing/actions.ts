'use server'

import { findItems } from '#src/features/suppliers/queries/find-items.ts'
import { listSuppliers } from '#src/features/suppliers/queries/list.ts'
import { answer } from '#src/lib/http/action.ts'
import { awardRfp } from './commands/award-rfp.ts'
import { changeRfp } from './commands/change-rfp.ts'
import { createResponse } from './commands/create-response.ts'
import { createRfp } from './commands/create-rfp.ts'
import { submitResponse, withdrawResponse } from './commands/move-response.ts'
import { cancelRfp, closeRfp } from './commands/move-rfp.ts'
import { publishRfp } from './commands/publish-rfp.ts'
import { scoreResponse } from './commands/score-response.ts'
import type { AwardInput, ChangeRfpInput, CreateRfpInput } from './record/schema.ts'
import type { CreateResponseInput, ResponseById, ScoreInput } from './responses/schema.ts'

export async function createRfpAction(input: CreateRfpInput) {
  return answer(createRfp, input)
}

/** `version` is the one that the person saw, here and below. */
export async function changeRfpAction(input: ChangeRfpInput, version: number) {
  return answer(changeRfp, input, version)
}

export async function publishRfpAction(input: { id: string }, version: number) {
  return answer(publishRfp, input, version)
}

export async function closeRfpAction(input: { id: string }, version: number) {
  return answer(closeRfp, input, version)
}

export async function cancelRfpAction(input: { id: string }, version: number) {
  return answer(cancelRfp, input, version)
}

export async function awardRfpAction(input: AwardInput, version: number) {
  return answer(awardRfp, input, version)
}

export async function createResponseAction(input: CreateResponseInput) {
  return answer(createResponse, input)
}

export async function submitResponseAction(input: ResponseById, version: number) {
  return answer(submitResponse, input, version)
}

export async function withdrawResponseAction(input: ResponseById, version: number) {
  return answer(withdrawResponse, input, version)
}

export async function scoreResponseAction(input: ScoreInput, version: number) {
  return answer(scoreResponse, input, version)
}

/** What a form offers while somebody types. */
export async function findActiveSuppliersAction(search: string) {
  return answer(listSuppliers, { limit: 20, status: 'active', ...(search ? { q: search } : {}) })
}

export async function findItemsAction(search: string) {
  return answer(findItems, { search })
}
