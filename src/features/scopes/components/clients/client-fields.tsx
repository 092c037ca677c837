'use client'

import { Checkbox, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { ClientResource } from '../../clients/schema.ts'

export interface ClientValues {
  client_no: string
  name: string
  country: string
  is_active: boolean
}

export const emptyClient: ClientValues = { client_no: '', name: '', country: '', is_active: true }

export const clientValidation = {
  client_no: (value: string) => (value.trim() ? null : 'Enter a client number'),
  name: (value: string) => (value.trim() ? null : 'Enter a name'),
}

export function valuesOf({ client_no, name, country, is_active }: ClientResource): ClientValues {
  return { client_no, name, country: country ?? '', is_active }
}

export function toInput({ country, ...values }: ClientValues) {
  return { ...values, country: country.trim() || null }
}

export function ClientFields({ form }: { form: UseFormReturnType<ClientValues> }) {
  return (
    <>
      <TextInput label="Name" required maxLength={200} {...form.getInputProps('name')} />
      <TextInput label="Client no." required maxLength={50} {...form.getInputProps('client_no')} />
      <TextInput label="Country" maxLength={100} {...form.getInputProps('country')} />
      <Checkbox
        label="Can be offered scopes of work"
        {...form.getInputProps('is_active', { type: 'checkbox' })}
      />
    </>
  )
}
