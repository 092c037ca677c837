'use client'

import { useFormats } from '#src/components/format/format-context.tsx'
import { formatDay } from '#src/components/format/instants.ts'
import type { ExportTypes } from '../../queries/list-types.ts'
import type { TemplateResource } from '../../templates/record/schema.ts'
import { draftOf } from '../new-export/draft/from-request.ts'
import { TemplateForm } from './template-form.tsx'

/** The form of one template; its version begins the form anew. */
export function TemplateEditor({ template, types }: { template: TemplateResource; types: ExportTypes }) {
  const formats = useFormats()
  const today = formatDay(new Date(formats.now), formats)
  const { export_type, format, columns, filters, sort, options } = template
  const request = { export_type, format, columns: columns ?? [], filters, sort, options }
  return (
    <TemplateForm
      key={`${template.id} ${template.version}`}
      template={template}
      types={types}
      initial={draftOf(types, request, today)}
    />
  )
}
