'use server'

import { answer } from '#src/lib/http/action.ts'
import type { RenameViewInput, SaveViewInput } from './schema.ts'
import { deleteView, renameView, saveView } from './service.ts'

export async function saveViewAction(input: SaveViewInput) {
  return answer(saveView, input)
}

export async function renameViewAction(input: RenameViewInput) {
  return answer(renameView, input)
}

export async function deleteViewAction(id: string) {
  return answer(deleteView, { id })
}
