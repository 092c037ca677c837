'use client'

import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Card } from '#src/components/card.tsx'
import { DateField } from '#src/components/dates/date-field.tsx'
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
          <Group key={index} gap="xs" align="flex-end" wrap="wrap">
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
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={`Remove the certificate ${name || index + 1}`}
              onClick={() => onChange(certificates.filter((_, place) => place !== index))}
            >
              <IconTrash size={17} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <Group>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => onChange([...certificates, { name: '', valid_until: '' }])}
          >
            Add certificate
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}
