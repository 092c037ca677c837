'use server'

import { answer } from '#src/lib/http/action.ts'
import { acknowledgeAlert } from '../commands/acknowledge-alert.ts'
import { approveTrade } from '../commands/approve-trade.ts'
import { cancelTrade } from '../commands/cancel-trade.ts'
import { confirmResume } from '../commands/confirm-resume.ts'
import { createTrade } from '../commands/create-trade.ts'
import { rejectTrade } from '../commands/reject-trade.ts'
import { removeLimit } from '../commands/remove-limit.ts'
import { askToResume } from '../commands/request-resume.ts'
import { setLimit } from '../commands/set-limit.ts'
import { settleTrade } from '../commands/settle-trade.ts'
import { stopSpending } from '../commands/stop.ts'
import type { RemoveLimitInput, SetLimitInput } from '../limits/schema.ts'
import type { ConfirmInput, ResumeInput, StopInput } from '../stops/schema.ts'
import type { CreateTradeInput } from '../trades/schema.ts'

export async function setLimitAction(input: SetLimitInput, version?: number) {
  return answer(setLimit, input, version)
}

export async function removeLimitAction(input: RemoveLimitInput, version: number) {
  return answer(removeLimit, input, version)
}

export async function createTradeAction(input: CreateTradeInput) {
  return answer(createTrade, input)
}

export async function approveTradeAction(id: string) {
  return answer(approveTrade, { id })
}

export async function rejectTradeAction(id: string, reason: string) {
  return answer(rejectTrade, { id, reason })
}

export async function cancelTradeAction(id: string, reason: string) {
  return answer(cancelTrade, { id, reason })
}

export async function settleTradeAction(id: string, amount: number) {
  return answer(settleTrade, { id, amount })
}

export async function acknowledgeAlertAction(id: string) {
  return answer(acknowledgeAlert, { id, acknowledged: true })
}

export async function stopAction(input: StopInput) {
  return answer(stopSpending, input)
}

export async function askToResumeAction(input: ResumeInput) {
  return answer(askToResume, input)
}

export async function confirmResumeAction(input: ConfirmInput) {
  return answer(confirmResume, input)
}
