import { defineQuery } from '#src/lib/operation/operation.ts'
import { modelById, modelResource } from '../record/schema.ts'
import { getModelCard } from '../record/service.ts'

export const getModel = defineQuery({
  name: 'analytics.models.get',
  summary: 'One model with its card, and what became of the lines that it predicted.',
  permission: 'analytics.read',
  input: modelById,
  output: modelResource,
  run: ({ context, tx, input }) => getModelCard(tx, context.principal, input.id),
})
