'use client'

import { Select, TextInput } from '@mantine/core'
import { optionLabel, optionValueLabel } from '../format-options.ts'
import type { FieldValue } from './draft.ts'
import type { Field } from './json-schema.ts'

interface Props {
  field: Field
  value: FieldValue
  error: string | undefined
  onChange: (value: FieldValue) => void
}

const excelLocales = [
  { value: 'en-US', label: 'English (United States)' },
  { value: 'en-GB', label: 'English (United Kingdom)' },
  { value: 'de-DE', label: 'German' },
  { value: 'fr-FR', label: 'French' },
  { value: 'es-ES', label: 'Spanish' },
  { value: 'it-IT', label: 'Italian' },
  { value: 'nl-NL', label: 'Dutch' },
  { value: 'pl-PL', label: 'Polish' },
  { value: 'pt-BR', label: 'Portuguese (Brazil)' },
  { value: 'sv-SE', label: 'Swedish' },
  { value: 'cs-CZ', label: 'Czech' },
  { value: 'ja-JP', label: 'Japanese' },
]

/** One option of a format; left alone, the format's own default holds. */
export function OptionField({ field, value, error, onChange }: Props) {
  const { key, kind, choices, description } = field
  const shared = {
    label: optionLabel(key),
    description,
    error,
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as const,
  }
  const clear = {
    clearable: true,
    clearButtonProps: { 'aria-label': `Back to the default: ${optionLabel(key)}` },
  }
  if (kind === 'choice' || kind === 'yes or no') {
    const values = kind === 'choice' ? choices : ['true', 'false']
    return (
      <Select
        {...shared}
        {...clear}
        inputWrapperOrder={[...shared.inputWrapperOrder]}
        placeholder="Default"
        data={values.map((choice) => ({
          value: choice,
          label: kind === 'choice' ? optionValueLabel(key, choice) : choice === 'true' ? 'Yes' : 'No',
        }))}
        value={value === null ? null : String(value)}
        onChange={(chosen) => onChange(kind === 'yes or no' && chosen !== null ? chosen === 'true' : chosen)}
      />
    )
  }
  if (key === 'locale') {
    return (
      <Select
        {...shared}
        {...clear}
        inputWrapperOrder={[...shared.inputWrapperOrder]}
        placeholder="English (United States)"
        data={excelLocales}
        value={typeof value === 'string' ? value : null}
        onChange={onChange}
      />
    )
  }
  return (
    <TextInput
      {...shared}
      inputWrapperOrder={[...shared.inputWrapperOrder]}
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
