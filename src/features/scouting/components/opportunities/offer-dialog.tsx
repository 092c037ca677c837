'use client'

import { Group, NumberInput, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { FormFrame } from '#src/components/dialogs/form-frame.tsx'
import { toMinorUnits } from '#src/features/spend/decimals.ts'
import { createOfferAction } from '../../actions.ts'

interface Props {
  opened: boolean
  onClose: () => void
  /** Those that the company has a budget in. */
  currencies: string[]
}

const dayMs = 86_400_000

/** Enters what a supplier offers; what it is worth is worked out from what is known of the item. */
export function OfferDialog({ opened, onClose, currencies }: Props) {
  const form = useForm({
    initialValues: {
      title: '',
      category: '',
      quantity: 1 as number | string,
      unit_price: '',
      currency: currencies[0] ?? '',
      days: 7 as number | string,
    },
    validate: {
      title: (value) => (value.trim() ? null : 'Enter what is offered'),
      quantity: (value) => (Number(value) > 0 ? null : 'Enter how many'),
      unit_price: (value, { currency }) =>
        (toMinorUnits(value, currency) ?? 0) > 0 ? null : 'Enter an amount such as 12.50',
      currency: (value) => (value ? null : 'Set a budget of the company first'),
      days: (value) => (Number(value) > 0 ? null : 'Enter for how many days it holds'),
    },
  })
  return (
    <FormFrame
      title="Enter an offer"
      opened={opened}
      onClose={onClose}
      form={form}
      submitLabel="Save"
      done="The offer was added to the opportunities."
      send={({ title, category, quantity, unit_price, currency, days }) =>
        createOfferAction({
          instrument: { kind: 'item', id: title.trim() },
          title: title.trim(),
          category: category.trim() || null,
          quantity: Number(quantity),
          unit_price: toMinorUnits(unit_price, currency)!,
          currency,
          valid_until: new Date(Date.now() + Number(days) * dayMs).toISOString(),
        })
      }
    >
      <TextInput label="What is offered" maxLength={200} data-autofocus {...form.getInputProps('title')} />
      <Group grow align="start">
        <TextInput label="Price of one piece" inputMode="decimal" {...form.getInputProps('unit_price')} />
        <Select
          label="Currency"
          data={currencies}
          allowDeselect={false}
          {...form.getInputProps('currency')}
        />
      </Group>
      <Group grow align="start">
        <NumberInput label="Quantity" allowDecimal={false} min={1} {...form.getInputProps('quantity')} />
        <NumberInput
          label="Holds for days"
          allowDecimal={false}
          min={1}
          max={365}
          {...form.getInputProps('days')}
        />
      </Group>
      <TextInput label="Category" maxLength={100} {...form.getInputProps('category')} />
    </FormFrame>
  )
}
