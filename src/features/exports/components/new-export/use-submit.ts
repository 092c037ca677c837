import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { settleAction } from '#src/components/settle-action.ts'
import { createExportAction } from '../../actions.ts'
import type { Forecast } from '../../previews/actions.ts'
import { fieldsOf } from '../json-schema.ts'
import { type DatasetType, type Draft, type FormatType, toRequest } from './draft/draft.ts'
import { errorsByField, type Refusal, standingErrors } from './draft/refusal.ts'

interface Form {
  draft: Draft
  dataset: DatasetType
  format: FormatType
  forecast: Forecast | undefined
  templateId: string | undefined
  /** Called before it is sent. */
  onSend: () => void
  /** Called once the server has taken the draft. */
  onSent: () => void
}

/** Sends the draft; what the server finds wrong goes to the fields, and the first of them gets the focus. */
export function useSubmit({ draft, dataset, format, forecast, templateId, onSend, onSent }: Form) {
  const router = useRouter()
  // Not a transition: its end is a render later than the errors, and what is sent between the two is lost.
  const [isSending, setIsSending] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>()
  const [isSignedOut, setSignedOut] = useState(false)
  const refusals = useRef<Refusal>(undefined)

  useEffect(() => {
    if (refusals.current === refusal) return
    refusals.current = refusal
    document.querySelector<HTMLElement>('#content [aria-invalid="true"]')?.focus()
  }, [refusal])

  async function submit() {
    if (isSending) return
    setSignedOut(false)
    const wrong = wrongBeforeSending(draft, forecast)
    if (wrong) {
      setRefusal({ draft, errors: [wrong] })
      return
    }
    setIsSending(true)
    onSend()
    const answer = await settleAction(createExportAction(requestOf(draft, templateId)))
    if (answer.ok) {
      onSent()
      router.push(`/exports/${answer.data.id}`)
      return
    }
    const { code, errors, message } = answer.problem
    setSignedOut(code === 'unauthenticated')
    setRefusal({ draft, errors: errors.length > 0 ? errors : [{ path: '', message }] })
    setIsSending(false)
  }

  const standing = refusal ? standingErrors(refusal, draft) : []
  const problems = standing.map(({ path, message }) => {
    const name = fieldName(path, dataset, format)
    return name ? `${name}: ${message}` : message
  })
  return { errors: errorsByField(standing), problems, isSending, isSignedOut, submit }
}

/** The form says everything: nothing is left for the template to fill in. */
function requestOf(draft: Draft, templateId: string | undefined) {
  const request = toRequest(draft)
  return templateId ? { ...request, columns: request.columns ?? [], template_id: templateId } : request
}

/** What is certain to fail is refused here, before a run is spent on it. */
function wrongBeforeSending(
  { name, columns }: Draft,
  forecast: Forecast | undefined,
): Refusal['errors'][number] | undefined {
  if (name.trim() === '') return { path: 'export_name', message: 'Enter a name' }
  if (!columns.some(({ isIncluded }) => isIncluded)) {
    return { path: 'columns', message: 'Choose at least one column' }
  }
  const tooMany = forecast?.estimate.is_exact ? forecast.estimate.warnings.find(isRowLimit) : undefined
  return tooMany && { path: 'format', message: tooMany.message }
}

/** Of the warnings, the one that the server would refuse the export for. */
function isRowLimit({ code }: { code: string }): boolean {
  return code === 'too_many_rows'
}

/** What the form calls the field at a path of the request. */
function fieldName(path: string, dataset: DatasetType, format: FormatType): string {
  const [part = '', key = ''] = path.split('.')
  const labelIn = (schema: Record<string, unknown>) =>
    fieldsOf(schema).find((field) => field.key === key)?.label ?? key
  if (part === 'filters') return labelIn(dataset.filters)
  if (part === 'options') return fixedOptions[key] ?? labelIn(format.options)
  return names[part] ?? path
}

/** Options of every file, whatever its format. */
const fixedOptions: Record<string, string> = { time_zone: 'Time zone', reuse_minutes: 'Reuse rows' }

const names: Record<string, string> = {
  export_name: 'Name',
  format: 'Format',
  columns: 'Columns',
  sort: 'Sort',
  recipients: 'Share with',
  destinations: 'Deliver to',
}
