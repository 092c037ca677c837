'use server'

import { answer } from '#src/lib/http/action.ts'
import { checkSource } from './commands/check.ts'
import { createSource } from './commands/create.ts'
import { deleteSource } from './commands/delete.ts'
import { updateSource } from './commands/update.ts'
import { listRelations } from './queries/list-relations.ts'
import type { CreateSourceInput, UpdateSourceInput } from './record/schema.ts'

export async function createSourceAction(input: CreateSourceInput) {
  return answer(createSource, input)
}

export async function updateSourceAction(input: UpdateSourceInput) {
  return answer(updateSource, input)
}

export async function deleteSourceAction(id: string) {
  return answer(deleteSource, { id })
}

export async function checkSourceAction(id: string) {
  return answer(checkSource, { id })
}

export async function listRelationsAction(id: string, search: string, page: number) {
  return answer(listRelations, { id, page, limit: 50, ...(search ? { search } : {}) })
}
