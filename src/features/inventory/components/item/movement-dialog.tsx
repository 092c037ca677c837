'use client'

import { NumberInput, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { FormFrame } from '#src/components/forms/form-frame.tsx'
import { adjustAction } from '../../console/actions.ts'
import type { EnhancedInventoryItem } from '../../schema.ts'
import { kindLabels } from '../statuses.ts'
import type { Choice, DialogProps } from './dialogs.ts'

const kinds = ['receipt', 'issue', 'adjustment', 'return_in', 'return_out', 'scrap'] as const
const takes: readonly string[] = ['issue', 'return_out', 'scrap']

interface Props extends DialogProps {
  item: EnhancedInventoryItem
  locations: Choice[]
}

/** People say how many; the sign follows from what they did, but for an adjustment, which goes both ways. */
export function MovementDialog({ item, locations, opened, onClose }: Props) {
  const form = useForm({
    initialValues: {
      kind: 'receipt' as (typeof kinds)[number],
      location_id: item.levels[0]?.locationId ?? locations[0]?.value ?? '',
      quantity: '' as number | string,
      unit_cost: '',
      reason: '',
      reference: '',
    },
    validate: {
      quantity: (value) => (Number(value) === 0 ? 'Enter how many' : null),
      reason: (value) => (value.trim() ? null : 'Say why'),
    },
  })
  const { kind } = form.values
  const isAdjustment = kind === 'adjustment'
  return (
    <FormFrame
      title="Post a movement"
      opened={opened}
      onClose={onClose}
      form={form}
      submitLabel="Post"
      done="The movement was posted."
      send={({ quantity, unit_cost, reference, ...values }) =>
        adjustAction({
          ...values,
          id: item.id,
          quantity: takes.includes(kind) ? -Number(quantity) : Number(quantity),
          ...(unit_cost.trim() ? { unit_cost: unit_cost.trim() } : {}),
          ...(reference.trim() ? { reference: reference.trim() } : {}),
        })
      }
    >
      <Select
        label="What happened"
        data={kinds.map((value) => ({ value, label: kindLabels[value]! }))}
        allowDeselect={false}
        {...form.getInputProps('kind')}
      />
      <Select
        label="Location"
        data={locations}
        allowDeselect={false}
        searchable
        {...form.getInputProps('location_id')}
      />
      <NumberInput
        label={`Quantity (${item.unit})`}
        description={isAdjustment ? 'With a minus where there is less than the ledger says.' : undefined}
        allowDecimal={false}
        allowNegative={isAdjustment}
        data-autofocus
        {...form.getInputProps('quantity')}
      />
      {kind === 'receipt' ? (
        <TextInput
          label={`Unit cost (${item.currency})`}
          description="Moves the average cost; leave it empty to keep that."
          inputMode="decimal"
          {...form.getInputProps('unit_cost')}
        />
      ) : null}
      <TextInput label="Reason" maxLength={500} {...form.getInputProps('reason')} />
      <TextInput
        label="Reference"
        description="Such as an order number."
        maxLength={100}
        {...form.getInputProps('reference')}
      />
    </FormFrame>
  )
}
