'use client'

import { Checkbox, MultiSelect, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { FormFrame } from '#src/components/dialogs/form-frame.tsx'
import { addStepAction, changeStepAction } from '../../actions.ts'
import type { ContentResource } from '../../content/schema.ts'
import type { FlowDetails } from '../../flows/schema.ts'
import { completionActions } from '../../steps/completion-actions.ts'
import type { StepResource } from '../../steps/schema.ts'
import { roleOptions } from '../labels.ts'

interface Props {
  flow: FlowDetails
  step?: StepResource
  texts: ContentResource[]
  onClose: () => void
}

export function StepDialog({ flow, step, texts, onClose }: Props) {
  const form = useForm({
    initialValues: {
      key: step?.key ?? '',
      content_item_id: step?.content_item_id ?? '',
      completion_actions: step?.completion_actions ?? [],
      completed_by: step?.completed_by ?? 'person',
      prerequisites: step?.prerequisites ?? [],
      roles: step?.roles ?? [],
      path: step?.path ?? '',
      is_optional: step?.is_optional ?? false,
    },
    validate: {
      key: (value) =>
        /^[a-z0-9][a-z0-9-]{0,59}$/.test(value) ? null : 'Use lower-case letters, digits, hyphens',
      content_item_id: (value) => (value ? null : 'Choose a text'),
    },
  })
  const others = flow.steps.filter(({ key }) => key !== step?.key)
  const known = texts.map(({ id, title }) => ({ value: id, label: title }))
  const isKnown = !step || known.some(({ value }) => value === step.content_item_id)
  return (
    <FormFrame
      title={step ? `Change ${step.title}` : 'Add step'}
      opened
      onClose={onClose}
      form={form}
      submitLabel={step ? 'Save' : 'Add step'}
      done={step ? 'The step was changed in the draft.' : 'The step was added to the draft.'}
      send={({ key, path, ...values }) => {
        const given = { ...values, path: path.trim() || null }
        return step
          ? changeStepAction({ id: step.id, ...given })
          : addStepAction({ id: flow.id, key, ...given })
      }}
    >
      {step ? null : (
        <TextInput
          label="Key"
          description="The name of the step in the API, such as first-invoice."
          data-autofocus
          {...form.getInputProps('key')}
        />
      )}
      <Select
        label="Text"
        data={isKnown ? known : [...known, { value: step.content_item_id, label: step.title }]}
        searchable
        allowDeselect={false}
        {...form.getInputProps('content_item_id')}
      />
      <MultiSelect
        label="Done when"
        description="Any of them. None: your application reports it."
        data={Object.entries(completionActions).map(([value, label]) => ({ value, label }))}
        searchable
        {...form.getInputProps('completion_actions')}
      />
      <Select
        label="Done by"
        data={[
          { value: 'person', label: 'The person themselves' },
          { value: 'company', label: 'Anybody in the company' },
        ]}
        allowDeselect={false}
        {...form.getInputProps('completed_by')}
      />
      <MultiSelect
        label="Comes after"
        data={others.map(({ key, title }) => ({ value: key, label: title }))}
        {...form.getInputProps('prerequisites')}
      />
      <MultiSelect
        label="Roles"
        description="None: everybody."
        data={roleOptions}
        {...form.getInputProps('roles')}
      />
      <TextInput label="Page" placeholder="/exports/new" maxLength={200} {...form.getInputProps('path')} />
      <Checkbox label="Optional" {...form.getInputProps('is_optional', { type: 'checkbox' })} />
    </FormFrame>
  )
}
