import * as z from 'zod'
import { notFound } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { requireVersion } from '#src/lib/operation/version.ts'
import { deleteTemplate as removeRow } from '../record/repository.ts'
import { templateById } from '../record/schema.ts'
import { getChangeable } from '../record/service.ts'

export const deleteTemplate = defineCommand({
  name: 'exports.templates.delete',
  summary: 'Delete a template; exports made from it stay.',
  permission: 'exports.templates.delete',
  input: templateById,
  output: z.object({ id: z.uuid(), deleted: z.literal(true) }),
  async run({ context, tx, input, audit }) {
    const { row } = await getChangeable(tx, context, input.id)
    requireVersion(context, row.version)
    if (!(await removeRow(tx, row.id))) throw notFound('template')
    await audit({
      action: 'template.deleted',
      subjectType: 'template',
      subjectId: row.id,
      details: { template_name: row.templateName },
    })
    return { id: row.id, deleted: true as const }
  },
})
