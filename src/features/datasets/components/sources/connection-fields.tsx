'use client'

import { NativeSelect, Stack, Textarea } from '@mantine/core'
import type { Source } from '#src/features/sources/record/schema.ts'
import { tlsLabels } from './tls-labels.ts'

export interface Protection {
  /** Empty: as the connection string says. */
  tls: Source['tls'] | ''
  /** A certificate as PEM; empty: none. */
  ca: string
}

/** What was decided of it, as the API takes it. */
export function givenOf({ tls, ca }: Protection): { tls?: Source['tls']; ca?: string } {
  return { ...(tls === '' ? {} : { tls }), ...(ca.trim() ? { ca: ca.trim() } : {}) }
}

interface Props {
  value: Protection
  onChange: (value: Protection) => void
}

/** How a server has to prove who it is. */
export function ProtectionFields({ value, onChange }: Props) {
  return (
    <Stack gap="sm">
      <NativeSelect
        label="Encryption"
        value={value.tls}
        onChange={(event) => onChange({ ...value, tls: event.currentTarget.value as Protection['tls'] })}
        data={[
          { value: '', label: 'As the connection string says, else the strongest' },
          ...Object.entries(tlsLabels).map(([mode, label]) => ({ value: mode, label })),
        ]}
      />
      <Textarea
        label="Certificate of a private authority"
        description="As PEM, where the server’s certificate is not a public one."
        minRows={3}
        autosize
        maxRows={8}
        value={value.ca}
        onChange={(event) => onChange({ ...value, ca: event.currentTarget.value })}
      />
    </Stack>
  )
}
