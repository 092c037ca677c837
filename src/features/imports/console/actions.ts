'use server'

import { answer } from '#src/lib/http/action.ts'
import { applyImport } from '../commands/apply.ts'
import { cancelImport } from '../commands/cancel.ts'
import { undoImport } from '../commands/undo.ts'
import type { ApplyInput } from '../schema.ts'

export async function applyAction(input: ApplyInput) {
  return answer(applyImport, input)
}

export async function cancelAction(id: string) {
  return answer(cancelImport, { id })
}

export async function undoAction(id: string) {
  return answer(undoImport, { id })
}
