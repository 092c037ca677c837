import { requireTimeZone } from '#src/lib/db/time-zones.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { checkDestinations } from '../../destinations/record/service.ts'
import { planFile } from '../../record/plan-file.ts'
import { insertTemplate } from '../record/repository.ts'
import { toTemplate } from '../record/resource.ts'
import { createTemplateInput, templateResource } from '../record/schema.ts'

export const createTemplate = defineCommand({
  name: 'exports.templates.create',
  summary: 'Save a request as a template, for yourself or for the team.',
  permission: 'exports.templates.create',
  input: createTemplateInput,
  output: templateResource,
  async run({ context: { principal }, tx, input, audit }) {
    const plan = planFile(principal, input)
    await requireTimeZone(tx, plan.timeZone, 'options.time_zone')
    const row = await insertTemplate(tx, {
      tenantId: principal.tenantId,
      createdBy: principal.userId,
      templateName: input.template_name.normalize('NFC'),
      exportType: plan.dataset.key,
      format: plan.format.key,
      columns: input.columns?.length ? input.columns : null,
      filters: input.filters,
      sort: input.sort,
      options: input.options,
      destinations: await checkDestinations(tx, input.destinations),
      description: input.description || null,
      isPublic: input.is_public,
    })
    await audit({
      action: 'template.created',
      subjectType: 'template',
      subjectId: row.id,
      details: { template_name: row.templateName, export_type: row.exportType, is_public: row.isPublic },
    })
    const { userId: id, firstName, lastName, email } = principal
    return toTemplate(principal, { row, creator: { id, firstName, lastName, email } })
  },
})
