import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError, invalid } from '#src/lib/errors.ts'
import type { CreateExportBody } from '../../record/schema.ts'
import { type TemplateRequest, withoutLost } from '../record/loss.ts'
import type { TemplateResource } from '../record/schema.ts'
import { findUsable } from '../record/service.ts'

/**
 * The request with what its template adds. Lost columns, sort keys and options of the
 * template are left out; without a lost filter the file would hold other rows, so that one is refused.
 */
export async function fillFromTemplate(
  tx: Tx,
  context: Context,
  templateId: string,
  body: CreateExportBody,
): Promise<CreateExportBody> {
  const template = await findUsable(tx, context, templateId)
  if (!template)
    throw invalid('template_id', 'is not a template that you can use; list them under /exports/templates')
  const kept = withoutLost(template, template.problems)
  refuseChangedRows(template, kept, body)
  return {
    export_name: template.template_name,
    export_type: kept.export_type,
    format: kept.format,
    filters: kept.filters,
    columns: kept.columns ?? [],
    sort: kept.sort,
    options: kept.options,
    destinations: template.destinations,
    ...given(body),
  }
}

function given(body: CreateExportBody): CreateExportBody {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
}

function refuseChangedRows(template: TemplateResource, kept: TemplateRequest, body: CreateExportBody): void {
  const lostFilter = template.problems.find(({ part }) => part === 'filter')
  if (lostFilter && body.filters === undefined) {
    throw new AppError(
      'conflict',
      `${lostFilter.message} Without it the file would hold other rows. Change the template, or send filters.`,
    )
  }
  if (template.columns !== null && kept.columns?.length === 0 && body.columns === undefined) {
    throw new AppError(
      'conflict',
      'None of this template’s columns exist any more. Change the template, or send columns.',
    )
  }
}
