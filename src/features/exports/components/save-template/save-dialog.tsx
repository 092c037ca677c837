'use client'

import { Alert, Modal, Select, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { DialogActions } from '#src/components/dialogs/dialog-actions.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { createTemplateAction } from '../../templates/actions.ts'
import type { CreateTemplateInput } from '../../templates/record/schema.ts'

/** What a template keeps of an export. */
export type TemplateContent = Pick<
  CreateTemplateInput,
  'export_type' | 'format' | 'columns' | 'filters' | 'sort' | 'options' | 'destinations'
>

interface Props {
  request: TemplateContent
  /** What the dialog suggests as the name. */
  name: string
  /** To choose from, where the request has none of its own. */
  formats?: { value: string; label: string }[] | undefined
  onClose: () => void
}

/** Keeps a request as a template. */
export function SaveDialog(props: Props) {
  return (
    <Modal opened onClose={props.onClose} title={<Text fw={620}>Save as template</Text>}>
      <SaveForm {...props} />
    </Modal>
  )
}

function SaveForm({ request, name, formats, onClose }: Props) {
  const router = useRouter()
  const [values, setValues] = useState({
    ...{ template_name: name, description: '', is_public: false },
    format: request.format,
  })
  const [problems, setProblems] = useState<Record<string, string>>({})
  const [isSaving, setSaving] = useState(false)
  const change = (changes: Partial<typeof values>) => {
    setValues((before) => ({ ...before, ...changes }))
    setProblems({})
  }

  async function save(event: FormEvent) {
    event.preventDefault()
    setSaving(true)
    const answer = await settleAction(createTemplateAction({ ...request, ...values }))
    setSaving(false)
    if (!answer.ok) {
      const told = answer.problem.errors.map(({ path, message }) => [path, message] as const)
      setProblems(told.length > 0 ? Object.fromEntries(told) : { '': answer.problem.message })
      return
    }
    notifications.show({
      title: 'Template saved',
      message: `Find “${answer.data.template_name}” under Exports, Templates.`,
    })
    router.refresh()
    onClose()
  }

  const elsewhere = Object.entries(problems).filter(([path]) => !(path in values))
  return (
    <form onSubmit={save} noValidate>
      <Stack gap="sm">
        <TextInput
          label="Name"
          required
          data-autofocus
          maxLength={200}
          value={values.template_name}
          error={problems.template_name}
          onChange={(event) => change({ template_name: event.currentTarget.value })}
        />
        <Textarea
          label="Description"
          description="What it is for, and who gets it."
          autosize
          minRows={2}
          maxLength={1000}
          value={values.description}
          error={problems.description}
          onChange={(event) => change({ description: event.currentTarget.value })}
        />
        {formats ? (
          <Select
            label="Format"
            allowDeselect={false}
            data={formats}
            value={values.format}
            error={problems.format}
            onChange={(format) => format && change({ format })}
          />
        ) : null}
        <Switch
          label="Share with the team"
          description="Everyone who can read this data can use it. Only you and admins can change it."
          checked={values.is_public}
          onChange={(event) => change({ is_public: event.currentTarget.checked })}
        />
        {elsewhere.length > 0 ? (
          <Alert color="red" icon={<IconAlertTriangle aria-hidden />} role="alert">
            {elsewhere.map(([path, message]) => (
              <Text size="sm" key={path}>
                {path ? `${path}: ` : ''}
                {message}
              </Text>
            ))}
          </Alert>
        ) : null}
        <DialogActions
          submitLabel="Save template"
          isSending={isSaving}
          cancelLabel="Close"
          onClose={onClose}
        />
      </Stack>
    </form>
  )
}
