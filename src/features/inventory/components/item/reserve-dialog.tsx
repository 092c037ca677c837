'use client'

import { NumberInput, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { FormFrame } from '#src/components/forms/form-frame.tsx'
import { reserveAction } from '../../console/actions.ts'
import type { EnhancedInventoryItem } from '../../schema.ts'
import type { DialogProps } from './dialogs.ts'

export function ReserveDialog({ item, opened, onClose }: DialogProps & { item: EnhancedInventoryItem }) {
  const form = useForm({
    initialValues: {
      location_id: item.levels[0]?.locationId ?? '',
      quantity: '' as number | string,
      reference: '',
    },
    validate: { quantity: (value) => (Number(value) > 0 ? null : 'Enter how many') },
  })
  return (
    <FormFrame
      title="Reserve stock"
      opened={opened}
      onClose={onClose}
      form={form}
      submitLabel="Reserve"
      done="The stock was reserved."
      send={({ location_id, quantity, reference }) =>
        reserveAction({
          ...{ id: item.id, location_id, quantity: Number(quantity) },
          ...(reference.trim() ? { reference: reference.trim() } : {}),
        })
      }
    >
      <Select
        label="Location"
        data={item.levels.map(({ locationId, locationName, available }) => ({
          value: locationId,
          label: `${locationName}: ${available} available`,
        }))}
        allowDeselect={false}
        {...form.getInputProps('location_id')}
      />
      <NumberInput
        label={`Quantity (${item.unit})`}
        allowDecimal={false}
        allowNegative={false}
        data-autofocus
        {...form.getInputProps('quantity')}
      />
      <TextInput
        label="Reference"
        description="Whom or what it is for."
        maxLength={100}
        {...form.getInputProps('reference')}
      />
    </FormFrame>
  )
}
