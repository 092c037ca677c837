'use client'

import { Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { FormFrame } from '#src/components/dialogs/form-frame.tsx'
import { createContentAction } from '../../actions.ts'
import type { ContentResource } from '../../content/schema.ts'
import { kinds } from '../labels.ts'

export function TextDialog({ onClose }: { onClose: () => void }) {
  const form = useForm({
    initialValues: { title: '', kind: 'article' as ContentResource['kind'] },
    validate: { title: (value) => (value.trim() ? null : 'Enter a title') },
  })
  return (
    <FormFrame
      title="Add text"
      opened
      onClose={onClose}
      form={form}
      submitLabel="Add text"
      done="The text was added as a draft. Open it to write it."
      send={createContentAction}
    >
      <TextInput label="Title" maxLength={200} data-autofocus {...form.getInputProps('title')} />
      <Select
        label="Kind"
        data={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
        allowDeselect={false}
        {...form.getInputProps('kind')}
      />
    </FormFrame>
  )
}
