'use client'

import { NumberInput, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { FormFrame } from '#src/components/forms/form-frame.tsx'
import { transferAction } from '../../console/actions.ts'
import type { EnhancedInventoryItem } from '../../schema.ts'
import type { Choice, DialogProps } from './dialogs.ts'

interface Props extends DialogProps {
  item: EnhancedInventoryItem
  locations: Choice[]
}

export function TransferDialog({ item, locations, opened, onClose }: Props) {
  const form = useForm({
    initialValues: {
      from_location_id: item.levels[0]?.locationId ?? '',
      to_location_id: '',
      quantity: '' as number | string,
      mode: 'direct' as 'direct' | 'in_transit',
      reference: '',
    },
    validate: {
      to_location_id: (value) => (value ? null : 'Choose where the goods go'),
      quantity: (value) => (Number(value) > 0 ? null : 'Enter how many'),
    },
  })
  return (
    <FormFrame
      title="Transfer stock"
      opened={opened}
      onClose={onClose}
      form={form}
      submitLabel="Transfer"
      done={form.values.mode === 'direct' ? 'The stock was moved.' : 'The goods are on their way.'}
      send={({ quantity, reference, ...values }) =>
        transferAction({
          ...{ ...values, item_id: item.id, quantity: Number(quantity) },
          ...(reference.trim() ? { reference: reference.trim() } : {}),
        })
      }
    >
      <Select
        label="From"
        data={item.levels.map(({ locationId, locationName, available }) => ({
          value: locationId,
          label: `${locationName}: ${available} available`,
        }))}
        allowDeselect={false}
        {...form.getInputProps('from_location_id')}
      />
      <Select label="To" data={locations} searchable {...form.getInputProps('to_location_id')} />
      <NumberInput
        label={`Quantity (${item.unit})`}
        allowDecimal={false}
        allowNegative={false}
        data-autofocus
        {...form.getInputProps('quantity')}
      />
      <Select
        label="How"
        data={[
          { value: 'direct', label: 'At once' },
          { value: 'in_transit', label: 'Sent now, received later' },
        ]}
        allowDeselect={false}
        {...form.getInputProps('mode')}
      />
      <TextInput label="Reference" maxLength={100} {...form.getInputProps('reference')} />
    </FormFrame>
  )
}
