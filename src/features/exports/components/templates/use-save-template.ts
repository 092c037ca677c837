import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { settleAction } from '#src/components/settle-action.ts'
import { createTemplateAction, updateTemplateAction } from '../../templates/actions.ts'
import type { TemplateResource } from '../../templates/record/schema.ts'
import { type Draft, type FieldErrors, toRequest } from '../new-export/draft/draft.ts'
import { errorsByField } from '../new-export/draft/refusal.ts'

export interface TemplateTexts {
  template_name: string
  description: string
  is_public: boolean
}

/** Saves the form: the changes of an own template, or a copy of another's. */
export function useSaveTemplate(template: TemplateResource, draft: Draft, texts: TemplateTexts) {
  const router = useRouter()
  const [isSaving, setSaving] = useState(false)
  const [errors, setErrors] = useState<FieldErrors>({})
  const [problems, setProblems] = useState<string[]>([])

  async function save() {
    if (!draft.columns.some(({ isIncluded }) => isIncluded)) {
      setErrors({ columns: 'Choose at least one column' })
      setProblems(['Choose at least one column.'])
      return
    }
    setSaving(true)
    const { export_name: _, recipients: __, columns = [], ...request } = toRequest(draft)
    const content = { ...request, columns, ...texts }
    const answer = await settleAction(
      template.may_change
        ? updateTemplateAction({ id: template.id, version: template.version, ...content })
        : createTemplateAction(content),
    )
    setSaving(false)
    if (!answer.ok) {
      const { errors: found, message } = answer.problem
      setErrors(errorsByField(found))
      setProblems(found.length > 0 ? found.map(({ path, message }) => `${path}: ${message}`) : [message])
      return
    }
    notifications.show({
      title: 'Template saved',
      message: `“${answer.data.template_name}” is ready to use.`,
    })
    router.push('/exports/templates')
    router.refresh()
  }

  return { errors, problems, isSaving, save }
}
