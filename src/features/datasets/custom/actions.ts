'use server'

import { answer } from '#src/lib/http/action.ts'
import { createDataset } from './commands/create.ts'
import { getRelation } from './queries/get-relation.ts'
import { previewDraft } from './queries/preview.ts'
import type { CreateDatasetInput, PreviewDraftInput } from './record/schema.ts'

export async function getRelationAction(id: string, schema: string, name: string) {
  return answer(getRelation, { id, schema, name })
}

export async function previewDraftAction(input: PreviewDraftInput) {
  return answer(previewDraft, input)
}

export async function createDatasetAction(input: CreateDatasetInput) {
  return answer(createDataset, input)
}
