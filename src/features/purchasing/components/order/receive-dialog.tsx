'use client'

import { Fieldset, NumberInput, SimpleGrid, TextInput } from '@mantine/core'
import { useState } from 'react'
import { DateField } from '#src/components/dates/date-field.tsx'
import { unitOf } from '#src/components/format/units.ts'
import { createDeliveryAction } from '../../actions.ts'
import type { OrderResource } from '../../orders/schema.ts'
import { DialogFrame } from './dialog-frame.tsx'

interface Props {
  order: OrderResource
  today: string
  onClose: () => void
}

interface Entry {
  quantity: number | string
  rejected: number | string
  reason: string
}

const whole = { min: 0, allowDecimal: false, allowNegative: false, clampBehavior: 'none' } as const

/** What arrived, line by line; the rest that is expected stands there already. */
export function ReceiveDialog({ order, today, onClose }: Props) {
  const open = order.lines.filter((line) => line.open > 0)
  const [entries, setEntries] = useState<Entry[]>(
    open.map((line) => ({ quantity: line.open, rejected: 0, reason: '' })),
  )
  const [deliveredOn, setDeliveredOn] = useState(today)
  const [reference, setReference] = useState('')
  const [errors, setErrors] = useState<Record<string, string>>({})
  const given = entries.flatMap((entry, index) => (Number(entry.quantity) > 0 ? [index] : []))
  const change = (index: number, part: Partial<Entry>) =>
    setEntries(entries.with(index, { ...entries[index]!, ...part }))
  const errorOf = (index: number, key: string) => errors[`lines.${given.indexOf(index)}.${key}`]

  const send = () =>
    createDeliveryAction({
      order_id: order.id,
      delivered_on: deliveredOn,
      reference: reference.trim() || null,
      lines: given.map((index) => {
        const { quantity, rejected, reason } = entries[index]!
        return {
          order_line_id: open[index]!.id,
          quantity: Number(quantity),
          rejected: Number(rejected),
          ...(reason.trim() ? { rejection_reason: reason.trim() } : {}),
        }
      }),
    })

  return (
    <DialogFrame
      title={`Receive ${order.order_no}`}
      submitLabel="Post delivery"
      done={(delivery) => `${delivery.delivery_no} was posted.`}
      send={send}
      onErrors={setErrors}
      onClose={onClose}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <DateField
          label="Delivered on"
          value={deliveredOn}
          error={errors.delivered_on}
          onChange={setDeliveredOn}
        />
        <TextInput
          label="Supplier’s note number"
          maxLength={100}
          value={reference}
          error={errors.reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
      </SimpleGrid>
      {open.map((line, index) => (
        <Fieldset
          key={line.id}
          legend={`${line.line_no}. ${line.description} (${line.open} ${unitOf(line.open, line.unit)} to come)`}
        >
          <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="md">
            <NumberInput
              label="Arrived"
              {...whole}
              value={entries[index]!.quantity}
              error={errorOf(index, 'quantity')}
              onChange={(quantity) => change(index, { quantity })}
            />
            <NumberInput
              label="Of them rejected"
              {...whole}
              value={entries[index]!.rejected}
              error={errorOf(index, 'rejected')}
              onChange={(rejected) => change(index, { rejected })}
            />
            <TextInput
              label="Why rejected"
              maxLength={500}
              value={entries[index]!.reason}
              error={errorOf(index, 'rejection_reason')}
              onChange={(event) => change(index, { reason: event.currentTarget.value })}
            />
          </SimpleGrid>
        </Fieldset>
      ))}
    </DialogFrame>
  )
}
