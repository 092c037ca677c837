import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { settleAction } from '#src/components/settle-action.ts'
import { createExportAction } from '../../actions.ts'
import { optionLabel } from '../format-options.ts'
import { type DatasetType, type Draft, errorsByField, type FieldErrors, toRequest } from './draft/draft.ts'
import { fieldsOf } from './draft/json-schema.ts'

/** Sends the draft; what the server finds wrong goes to the fields, and the first of them gets the focus. */
export function useSubmit(draft: Draft, dataset: DatasetType) {
  const router = useRouter()
  // Not a transition: its end is a render later than the errors, and what is sent between the two is lost.
  const [isSending, setIsSending] = useState(false)
  const [errors, setErrors] = useState<FieldErrors>({})
  const [problems, setProblems] = useState<string[]>([])
  const answered = useRef(false)

  useEffect(() => {
    if (answered.current && Object.keys(errors).length > 0) {
      document.querySelector<HTMLElement>('#content [aria-invalid="true"]')?.focus()
    }
    answered.current = true
  }, [errors])

  async function submit() {
    if (isSending) return
    if (!draft.columns.some(({ isIncluded }) => isIncluded)) {
      refuse({ columns: 'Choose at least one column' }, ['Choose at least one column.'])
      return
    }
    setIsSending(true)
    const answer = await settleAction(createExportAction(toRequest(draft)))
    if (answer.ok) {
      router.push(`/exports/${answer.data.id}`)
      return
    }
    const { errors: found, message } = answer.problem
    const told = found.map(({ path, message }) => `${fieldName(path, dataset)}: ${message}`)
    refuse(errorsByField(found), told.length > 0 ? told : [message])
    setIsSending(false)
  }

  function refuse(fields: FieldErrors, sentences: string[]) {
    setErrors(fields)
    setProblems(sentences)
  }

  return { errors, problems, isSending, submit }
}

/** What the form calls the field at a path of the request. */
function fieldName(path: string, dataset: DatasetType): string {
  const [part = '', key = ''] = path.split('.')
  if (part === 'filters') return fieldsOf(dataset.filters).find((field) => field.key === key)?.label ?? key
  if (part === 'options') return key === 'time_zone' ? 'Time zone' : optionLabel(key)
  return names[part] ?? path
}

const names: Record<string, string> = {
  export_name: 'Name',
  columns: 'Columns',
  sort: 'Order',
  recipients: 'Share with',
}
