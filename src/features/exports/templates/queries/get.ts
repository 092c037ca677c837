import { notFound } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { templateById, templateResource } from '../record/schema.ts'
import { findUsable } from '../record/service.ts'

export const getTemplate = defineQuery({
  name: 'exports.templates.get',
  summary: 'One template, and which of its parts no longer exist.',
  permission: 'exports.templates.read',
  input: templateById,
  output: templateResource,
  async run({ context, tx, input }) {
    const template = await findUsable(tx, context, input.id)
    if (!template) throw notFound('template')
    return template
  },
})
