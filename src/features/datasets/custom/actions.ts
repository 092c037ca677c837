'use server'

import { answer } from '#src/lib/http/action.ts'
import { createDataset } from './commands/create.ts'
import { deleteDataset } from './commands/delete.ts'
import { repairDataset } from './commands/repair.ts'
import { updateDataset } from './commands/update.ts'
import type { RepairInput } from './drift/schema.ts'
import { getRelation } from './queries/get-relation.ts'
import { previewDraft } from './queries/preview.ts'
import type { CreateDatasetInput, PreviewDraftInput, UpdateDatasetInput } from './record/schema.ts'

export async function getRelationAction(id: string, schema: string, name: string) {
  return answer(getRelation, { id, schema, name })
}

export async function previewDraftAction(input: PreviewDraftInput) {
  return answer(previewDraft, input)
}

export async function createDatasetAction(input: CreateDatasetInput) {
  return answer(createDataset, input)
}

export async function updateDatasetAction(input: UpdateDatasetInput) {
  return answer(updateDataset, input)
}

export async function repairDatasetAction(input: RepairInput) {
  return answer(repairDataset, input)
}

export async function deleteDatasetAction(key: string) {
  return answer(deleteDataset, { key })
}
