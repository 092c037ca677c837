'use client'

import { useFormats } from '#src/components/format/format-context.tsx'
import { formatDay } from '#src/components/format/instants.ts'
import type { Destination } from '../../destinations/record/schema.ts'
import type { ExportTypes } from '../../queries/list-types.ts'
import type { TemplateResource } from '../../templates/record/schema.ts'
import { draftOf } from '../new-export/draft/from-request.ts'
import { TemplateForm } from './template-form.tsx'

interface Props {
  template: TemplateResource
  types: ExportTypes
  destinations: Destination[]
}

/** The form of one template; its version begins the form anew. */
export function TemplateEditor({ template, types, destinations: offered }: Props) {
  const formats = useFormats()
  const today = formatDay(new Date(formats.now), formats)
  const { export_type, format, columns, filters, sort, options, destinations } = template
  const request = { export_type, format, columns: columns ?? [], filters, sort, options, destinations }
  return (
    <TemplateForm
      key={`${template.id} ${template.version}`}
      template={template}
      types={types}
      destinations={offered}
      initial={draftOf(types, request, today)}
    />
  )
}
