'use client'

import { Group, Textarea, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { DateField } from '#src/components/dates/date-field.tsx'

export interface Terms {
  price: string
  currency: string
  starts_on: string
  ends_on: string
  notes: string
}

export const termsValidation = {
  currency: (value: string) => (/^[a-z]{3}$/i.test(value.trim()) ? null : 'Enter three letters, such as EUR'),
  starts_on: (value: string) => (value ? null : 'Choose the first day'),
}

export function toTerms({ price, currency, starts_on, ends_on, notes }: Terms) {
  return {
    ...{ price: price.trim() || null, currency: currency.trim().toUpperCase(), starts_on },
    ...{ ends_on: ends_on || null, notes },
  }
}

export function TermsFields<Values extends Terms>({ form }: { form: UseFormReturnType<Values> }) {
  const day = (label: string, key: 'starts_on' | 'ends_on') => (
    <DateField
      label={label}
      value={form.values[key]}
      error={form.errors[key] as string | undefined}
      onChange={(value) => form.setFieldValue(key, value as never)}
    />
  )
  return (
    <>
      <Group grow align="start">
        <TextInput label="Price" inputMode="decimal" maxLength={15} {...form.getInputProps('price')} />
        <TextInput
          label="Currency"
          required
          maxLength={3}
          placeholder="EUR"
          {...form.getInputProps('currency')}
        />
      </Group>
      <Group grow align="start">
        {day('Starts on', 'starts_on')}
        {day('Ends on', 'ends_on')}
      </Group>
      <Textarea
        label="Notes"
        autosize
        minRows={2}
        maxRows={8}
        maxLength={5000}
        {...form.getInputProps('notes')}
      />
    </>
  )
}
