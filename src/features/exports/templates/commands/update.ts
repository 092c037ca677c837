import { requireTimeZone } from '#src/lib/db/time-zones.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { changedMeanwhile, requireVersion } from '#src/lib/operation/version.ts'
import { checkDestinations } from '../../destinations/record/service.ts'
import { planFile } from '../../record/plan-file.ts'
import { keptRequest } from '../../record/request.ts'
import { updateTemplate as storeChanges } from '../record/repository.ts'
import { toTemplate } from '../record/resource.ts'
import { templateResource, updateTemplateInput } from '../record/schema.ts'
import { getChangeable } from '../record/service.ts'

export const updateTemplate = defineCommand({
  name: 'exports.templates.update',
  summary:
    'Change a template; what is left out stays as it is. With version, only if nobody has changed it since.',
  permission: 'exports.templates.update',
  input: updateTemplateInput,
  output: templateResource,
  async run({ context, tx, input, audit }) {
    const { row: before, creator } = await getChangeable(tx, context, input.id)
    requireVersion(context, before.version, input.version)
    const stored = keptRequest(before)
    const request = {
      export_type: input.export_type ?? stored.export_type,
      format: input.format ?? stored.format,
      columns: input.columns === undefined ? stored.columns : input.columns.length > 0 ? input.columns : null,
      filters: input.filters ?? stored.filters,
      sort: input.sort ?? stored.sort,
      options: input.options ?? stored.options,
    }
    const plan = planFile(context.principal, request)
    await requireTimeZone(tx, plan.timeZone, 'options.time_zone')
    const row = await storeChanges(tx, before, {
      templateName: input.template_name?.normalize('NFC') ?? before.templateName,
      exportType: plan.dataset.key,
      format: plan.format.key,
      columns: request.columns,
      filters: request.filters,
      sort: request.sort,
      options: request.options,
      destinations: await checkDestinations(tx, input.destinations ?? before.destinations),
      description: input.description === undefined ? before.description : input.description || null,
      isPublic: input.is_public ?? before.isPublic,
    })
    if (!row) throw changedMeanwhile()
    await audit({
      action: 'template.updated',
      subjectType: 'template',
      subjectId: row.id,
      details: { template_name: row.templateName, is_public: row.isPublic, version: row.version },
    })
    return toTemplate(context.principal, { row, creator })
  },
})
