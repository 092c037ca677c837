'use client'

import { Select, Stack, TagsInput, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import type { Draft, FieldErrors } from './draft/draft.ts'

interface Props {
  draft: Draft
  errors: FieldErrors
  onChange: (changes: Partial<Draft>) => void
}

export function DeliveryFields({ draft, errors, onChange }: Props) {
  const zones = useMemo(
    () => [...new Set(['UTC', draft.timeZone, ...Intl.supportedValuesOf('timeZone')])],
    [draft.timeZone],
  )
  return (
    <Stack gap="sm">
      <TextInput
        label="Name"
        description="What the list calls it; the file is named after it."
        maxLength={200}
        value={draft.name}
        error={errors.export_name}
        onChange={(event) => onChange({ name: event.currentTarget.value, nameIsTyped: true })}
      />
      <Select
        label="Time zone"
        description="Days in filters begin and end in it, and times in the file are written in it."
        searchable
        allowDeselect={false}
        data={zones}
        limit={60}
        value={draft.timeZone}
        error={errors['options.time_zone']}
        onChange={(timeZone) => timeZone && onChange({ timeZone })}
      />
      <TagsInput
        label="Share with"
        description="Members with these addresses may open and download it. People without an account cannot."
        placeholder={draft.recipients.length === 0 ? 'ana@example.com' : undefined}
        splitChars={[',', ';', ' ']}
        maxTags={50}
        value={draft.recipients}
        error={errors.recipients}
        onChange={(recipients) => onChange({ recipients: recipients.map((address) => address.trim()) })}
      />
    </Stack>
  )
}
