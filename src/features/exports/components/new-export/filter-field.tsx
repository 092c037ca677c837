'use client'

import { MultiSelect, Select, TagsInput, TextInput } from '@mantine/core'
import { DateField } from '#src/components/dates/date-field.tsx'
import type { Field } from '../json-schema.ts'
import type { FieldValue } from './draft/draft.ts'

interface Props {
  field: Field
  value: FieldValue
  error: string | undefined
  onChange: (value: FieldValue) => void
}

export function FilterField({ field, value, error, onChange }: Props) {
  const { label, kind, choices, placeholder } = field
  const shared = { label, error }
  const list = Array.isArray(value) ? value : []
  const text = typeof value === 'string' ? value : ''
  switch (kind) {
    case 'choice':
      return (
        <Select
          {...shared}
          data={choices}
          value={text || null}
          onChange={onChange}
          placeholder="Any"
          clearable
          clearButtonProps={{ 'aria-label': `Clear ${label}` }}
        />
      )
    case 'choices':
      return (
        <MultiSelect
          {...shared}
          data={choices}
          value={list}
          onChange={onChange}
          placeholder={list.length === 0 ? 'Any' : undefined}
          clearable
          clearButtonProps={{ 'aria-label': `Clear ${label}` }}
        />
      )
    case 'date':
      return <DateField {...shared} value={text} onChange={(day) => onChange(day || null)} />
    case 'yes or no':
      return (
        <Select
          {...shared}
          data={choices}
          value={typeof value === 'boolean' ? String(value) : null}
          onChange={(chosen) => onChange(chosen === null ? null : chosen === 'true')}
          placeholder="Any"
          clearable
          clearButtonProps={{ 'aria-label': `Clear ${label}` }}
        />
      )
    case 'values':
    case 'ids':
      return (
        <TagsInput
          {...shared}
          value={list}
          onChange={onChange}
          splitChars={[',', ';', '\n']}
          placeholder={list.length === 0 ? 'Any; type a value and press Enter' : undefined}
          clearable
          clearButtonProps={{ 'aria-label': `Clear ${label}` }}
        />
      )
    default:
      return (
        <TextInput
          {...shared}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
          inputMode={kind === 'amount' || kind === 'integer' ? 'decimal' : undefined}
          placeholder={placeholder ?? (kind === 'amount' ? 'Any amount, such as 1250.50' : 'Any')}
        />
      )
  }
}
