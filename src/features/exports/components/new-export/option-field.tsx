'use client'

import { Select, TextInput } from '@mantine/core'
import { preselectedLabel } from '../format-options.ts'
import type { Field } from '../json-schema.ts'
import type { FieldValue } from './draft/draft.ts'
import { locales } from './draft/locales.ts'

interface Props {
  field: Field
  value: FieldValue
  error: string | undefined
  withDescription: boolean
  onChange: (value: FieldValue) => void
}

/** One option of a format; left alone, the format's own default holds. */
export function OptionField({ field, value, error, withDescription, onChange }: Props) {
  const { key, kind, label, description } = field
  const shared = { label, error, description: withDescription ? description : undefined }
  if (kind === 'choice' || kind === 'yes or no' || key === 'locale') {
    return (
      <Select
        {...shared}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        placeholder={key === 'locale' ? locales[0]!.label : preselectedLabel(field)}
        clearable
        clearButtonProps={{ 'aria-label': `Reset to default: ${label}` }}
        data={key === 'locale' ? locales : field.choices}
        value={value === null ? null : String(value)}
        onChange={(chosen) => onChange(kind === 'yes or no' && chosen !== null ? chosen === 'true' : chosen)}
      />
    )
  }
  return (
    <TextInput
      {...shared}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      placeholder="Default"
      inputMode={kind === 'integer' ? 'numeric' : undefined}
      value={value === null ? '' : String(value)}
      onChange={(event) => onChange(asTyped(kind, event.currentTarget.value))}
    />
  )
}

/** What is no number is sent as it was typed, so that the answer can say what is wrong with it. */
function asTyped(kind: Field['kind'], text: string): FieldValue {
  return kind === 'integer' && /^-?\d{1,15}$/.test(text) ? Number(text) : text
}
