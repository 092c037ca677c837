'use client'

import { Checkbox, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { DialogActions } from '#src/components/dialogs/dialog-actions.tsx'
import { isMasked } from '#src/features/datasets/rows/mask.ts'
import { replaceContactsAction } from '../../actions.ts'
import type { ContactResource, ReplaceContactsInput } from '../../contacts/schema.ts'
import type { SupplierResource } from '../../record/schema.ts'
import { ProblemAlert } from '../problem-alert.tsx'
import { useSavedList } from './use-saved-list.ts'

interface Props {
  supplier: SupplierResource
  /** Undefined: a new one. */
  contact: ContactResource | undefined
  onClose: () => void
}

type Given = ReplaceContactsInput['contacts'][number]

export function ContactDialog({ supplier, contact, onClose }: Props) {
  const contacts = supplier.contacts ?? []
  const place = contact ? contacts.indexOf(contact) : contacts.length
  const form = useForm({
    initialValues: {
      name: contact?.name ?? '',
      role: contact?.role ?? '',
      email: readable(contact?.email),
      phone: readable(contact?.phone),
      is_primary: contact?.is_primary ?? contacts.length === 0,
    },
    validate: { name: (name) => (name.trim() ? null : 'Enter a name') },
  })
  const list = useSavedList({
    prefix: `contacts.${place}.`,
    onErrors: form.setErrors,
    onDone: onClose,
  })

  const store = (line: Given | undefined) => {
    const others = contacts.map((other) => unchanged(other, line?.is_primary === true))
    const sent = line ? others.toSpliced(place, 1, line) : others.toSpliced(place, 1)
    return list.save(replaceContactsAction({ id: supplier.id, contacts: sent }, supplier.version))
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={<Text fw={620}>{contact ? `Edit ${contact.name}` : 'Add contact'}</Text>}
    >
      <form
        noValidate
        onSubmit={form.onSubmit(({ name, role, email, phone, is_primary }) =>
          store({
            ...(contact ? { id: contact.id } : {}),
            ...{ name, role: role.trim() || null, is_primary },
            ...given('email', email, contact),
            ...given('phone', phone, contact),
          }),
        )}
      >
        <Stack gap="md">
          <TextInput label="Name" required maxLength={200} data-autofocus {...form.getInputProps('name')} />
          <TextInput label="Role" maxLength={100} {...form.getInputProps('role')} />
          <TextInput
            label="Email"
            type="email"
            maxLength={320}
            {...hint(contact?.email)}
            {...form.getInputProps('email')}
          />
          <TextInput
            label="Phone"
            maxLength={50}
            {...hint(contact?.phone)}
            {...form.getInputProps('phone')}
          />
          <Checkbox
            label="Main contact of this supplier"
            {...form.getInputProps('is_primary', { type: 'checkbox' })}
          />
          <ProblemAlert problem={list.problem} />
          <DialogActions
            submitLabel="Save"
            isSending={list.isSaving}
            onRemove={contact && (() => store(undefined))}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Modal>
  )
}

/** Left out, what is stored stays: also what this person cannot read. */
function unchanged({ id, name, role, is_primary }: ContactResource, stepsBack: boolean): Given {
  return { id, name, role, is_primary: is_primary && !stepsBack }
}

/** An empty field removes what the person could read, and leaves what was hidden from them. */
function given(key: 'email' | 'phone', text: string, contact: ContactResource | undefined): Partial<Given> {
  const stored = contact?.[key]
  if (text.trim() === '' && stored && isMasked(stored)) return {}
  return { [key]: text.trim() || null }
}

function readable(text: string | null | undefined): string {
  return text && !isMasked(text) ? text : ''
}

function hint(stored: string | null | undefined) {
  return stored && isMasked(stored)
    ? { placeholder: stored, description: 'Leave it empty to keep what is stored' }
    : {}
}
