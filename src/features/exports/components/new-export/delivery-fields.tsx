'use client'

import { Select, Stack, TagsInput, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import { findZones, timeZones } from '#src/components/dates/time-zones.ts'
import type { Destination } from '../../destinations/record/schema.ts'
import { DestinationsField } from './destinations-field.tsx'
import type { Draft, FieldErrors } from './draft/draft.ts'
import { AttachField } from './run-options/attach-field.tsx'
import { GuestsHint } from './run-options/guests-hint.tsx'

interface Props {
  draft: Draft
  errors: FieldErrors
  destinations: Destination[]
  onChange: (changes: Partial<Draft>) => void
}

export function DeliveryFields({ draft, errors, destinations, onChange }: Props) {
  const zones = useMemo(() => timeZones([draft.timeZone]), [draft.timeZone])
  return (
    <Stack gap="sm">
      <TextInput
        label="Name"
        description="Shown in the list, and used to name the file."
        maxLength={200}
        value={draft.name}
        error={errors.export_name}
        onChange={(event) => onChange({ name: event.currentTarget.value, nameIsTyped: true })}
      />
      <Select
        label="Time zone"
        description="Used for the days in filters and the times in the file."
        searchable
        allowDeselect={false}
        data={zones}
        filter={({ options, search, limit }) => findZones(options, search).slice(0, limit)}
        limit={60}
        value={draft.timeZone}
        error={errors['options.time_zone']}
        nothingFoundMessage="No time zones match. Try a large city nearby."
        onChange={(timeZone) => timeZone && onChange({ timeZone })}
      />
      <TagsInput
        label="Share with"
        description="People with these addresses can open and download it. Each gets an email with a link."
        placeholder={draft.recipients.length === 0 ? 'ana@example.com' : undefined}
        splitChars={[',', ';', ' ']}
        maxTags={50}
        value={draft.recipients}
        error={errors.recipients}
        onChange={(recipients) => onChange({ recipients: recipients.map((address) => address.trim()) })}
      />
      <GuestsHint recipients={draft.recipients} dataset={draft.dataset} />
      {draft.recipients.length > 0 ? (
        <AttachField value={draft.attachToMail} onChange={(attachToMail) => onChange({ attachToMail })} />
      ) : null}
      <DestinationsField
        offered={destinations}
        value={draft.destinations}
        error={errors.destinations}
        onChange={(chosen) => onChange({ destinations: chosen })}
      />
    </Stack>
  )
}
