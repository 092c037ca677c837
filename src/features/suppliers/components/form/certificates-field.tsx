'use client'

import { Group, Stack, Text, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { Card } from '#src/components/card.tsx'
import { DateField } from '#src/components/dates/date-field.tsx'
import { AddRow, RemoveRow } from '#src/components/forms/list-rows.tsx'
import type { SupplierValues } from './values.ts'

type Certificates = SupplierValues['certificates']

interface Props {
  certificates: Certificates
  errors: Record<string, ReactNode>
  onChange: (certificates: Certificates) => void
}

export function CertificatesField({ certificates, errors, onChange }: Props) {
  const change = (index: number, changes: Partial<Certificates[number]>) =>
    onChange(certificates.map((one, place) => (place === index ? { ...one, ...changes } : one)))
  const errorOf = (path: string) => errors[`certificates.${path}`]?.toString()
  return (
    <Card title="Certificates">
      <Stack gap="sm">
        {certificates.length === 0 ? (
          <Text size="sm" c="dimmed">
            None yet.
          </Text>
        ) : null}
        {certificates.map(({ name, valid_until }, index) => (
          // Certificates have no ids, and each field holds what it is given.
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what tells them apart
          <Group key={index} gap="xs" align="start" wrap="wrap">
            <TextInput
              label="Certificate"
              value={name}
              maxLength={200}
              error={errorOf(`${index}.name`)}
              onChange={(event) => change(index, { name: event.currentTarget.value })}
              flex="1 1 12rem"
            />
            <DateField
              label="Valid until"
              placeholder="No end"
              value={valid_until}
              error={errorOf(`${index}.valid_until`)}
              onChange={(day) => change(index, { valid_until: day })}
            />
            <RemoveRow
              what={`the certificate ${name || index + 1}`}
              onRemove={() => onChange(certificates.filter((_, place) => place !== index))}
            />
          </Group>
        ))}
        <Group>
          <AddRow
            label="Add certificate"
            onAdd={() => onChange([...certificates, { name: '', valid_until: '' }])}
          />
        </Group>
      </Stack>
    </Card>
  )
}
