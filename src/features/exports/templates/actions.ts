'use server'

import { answer } from '#src/lib/http/action.ts'
import { createTemplate } from './commands/create.ts'
import { deleteTemplate } from './commands/delete.ts'
import { updateTemplate } from './commands/update.ts'
import type { CreateTemplateInput, UpdateTemplateInput } from './record/schema.ts'

export async function createTemplateAction(input: CreateTemplateInput) {
  return answer(createTemplate, input)
}

export async function updateTemplateAction(input: UpdateTemplateInput) {
  return answer(updateTemplate, input)
}

export async function deleteTemplateAction(id: string) {
  return answer(deleteTemplate, { id })
}
