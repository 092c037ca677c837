'use client'

import { SimpleGrid } from '@mantine/core'
import { useState } from 'react'
import { DateField } from '#src/components/dates/date-field.tsx'
import { confirmOrderAction } from '../../actions.ts'
import type { OrderResource } from '../../orders/schema.ts'
import { DialogFrame } from './dialog-frame.tsx'

/** The days on which the supplier says that the open lines come. */
export function ConfirmDaysDialog({ order, onClose }: { order: OrderResource; onClose: () => void }) {
  const open = order.lines.filter((line) => line.open > 0)
  const [days, setDays] = useState(open.map((line) => line.confirmed_on ?? line.due_on))
  const [errors, setErrors] = useState<Record<string, string>>({})
  const given = days.flatMap((day, index) => (day ? [index] : []))
  const send = () =>
    confirmOrderAction(
      { id: order.id, lines: given.map((index) => ({ id: open[index]!.id, confirmed_on: days[index]! })) },
      order.version,
    )
  return (
    <DialogFrame
      title={`Days the supplier confirmed for ${order.order_no}`}
      submitLabel="Save"
      done={() => 'The confirmed days were saved.'}
      send={send}
      onErrors={setErrors}
      onClose={onClose}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        {open.map((line, index) => (
          <DateField
            key={line.id}
            label={`${line.line_no}. ${line.description}`}
            placeholder="Not confirmed"
            value={days[index]!}
            error={errors[`lines.${given.indexOf(index)}.confirmed_on`]}
            onChange={(day) => setDays(days.with(index, day))}
          />
        ))}
      </SimpleGrid>
    </DialogFrame>
  )
}
