'use server'

import { answer } from '#src/lib/http/action.ts'
import { approveExport, rejectExport } from './commands/decide.ts'
import { dismissAlert } from './commands/dismiss-alert.ts'
import { updateGovernance } from './commands/update.ts'
import type { UpdateGovernanceInput } from './record/schema.ts'

export async function updateGovernanceAction(input: UpdateGovernanceInput) {
  return answer(updateGovernance, input)
}

export async function approveExportAction(id: string) {
  return answer(approveExport, { id })
}

export async function rejectExportAction(id: string, reason: string) {
  return answer(rejectExport, { id, reason })
}

export async function dismissAlertAction(id: string) {
  return answer(dismissAlert, { id })
}
