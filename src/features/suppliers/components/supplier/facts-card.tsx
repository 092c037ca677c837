'use client'

import { Badge, DataList, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Card } from '#src/components/card.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatDay } from '#src/components/format/instants.ts'
import { plural } from '#src/components/format/quantities.ts'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import type { SupplierResource } from '../../record/schema.ts'

export function FactsCard({ supplier }: { supplier: SupplierResource }) {
  const { country, currency, payment_days, lead_time_days, rating, tax_id, iban, tags, notes } = supplier
  return (
    <Card title="Facts">
      <DataList labelWidth="7.5rem" gap="xs">
        <Fact label="Country">{country}</Fact>
        <Fact label="Currency">{currency}</Fact>
        <Fact label="Payment">{`Within ${inDays(payment_days)} of the invoice`}</Fact>
        <Fact label="Lead time">{lead_time_days === null ? null : inDays(lead_time_days)}</Fact>
        <Fact label="Rating">{rating === null ? null : `${rating} of 5`}</Fact>
        <Fact label="Tax ID">{tax_id}</Fact>
        <Fact label="IBAN">{iban}</Fact>
        <Fact label="Tags">
          {tags.length === 0 ? null : (
            <Group gap={6}>
              {tags.map((tag) => (
                <Badge key={tag} color="gray">
                  {tag}
                </Badge>
              ))}
            </Group>
          )}
        </Fact>
        <Fact label="Certificates">
          {supplier.certificates.length === 0
            ? null
            : supplier.certificates.map((certificate) => (
                <Certificate key={`${certificate.name} ${certificate.valid_until}`} {...certificate} />
              ))}
        </Fact>
        <Fact label="Notes">
          {notes === null ? null : <span style={{ whiteSpace: 'pre-line' }}>{notes}</span>}
        </Fact>
        <Fact label="Last changed">
          <Timestamp at={supplier.updated_at} />
        </Fact>
      </DataList>
    </Card>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <DataList.Item>
      <DataList.ItemLabel>{label}</DataList.ItemLabel>
      <DataList.ItemValue style={{ overflowWrap: 'anywhere', minWidth: 0 }}>
        {children ?? (
          <Text span inherit c="dimmed">
            Not stated
          </Text>
        )}
      </DataList.ItemValue>
    </DataList.Item>
  )
}

function Certificate({ name, valid_until }: SupplierResource['certificates'][number]) {
  const { locale, timeZone, now } = useFormats()
  const today = new Date(now).toLocaleDateString('sv-SE', { timeZone })
  const day = valid_until && formatDay(`${valid_until}T00:00:00Z`, { locale, timeZone: 'UTC' })
  const hasEnded = valid_until !== null && valid_until < today
  return (
    <div>
      {name}{' '}
      <Text span inherit c={hasEnded ? 'red' : 'dimmed'} suppressHydrationWarning>
        {day === null ? 'without an end' : hasEnded ? `expired on ${day}` : `until ${day}`}
      </Text>
    </div>
  )
}

function inDays(days: number): string {
  return `${days} ${plural(days, 'day')}`
}
