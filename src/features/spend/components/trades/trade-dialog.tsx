'use client'

import { Group, NumberInput, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { FormFrame } from '#src/components/dialogs/form-frame.tsx'
import { createTradeAction } from '../../console/actions.ts'
import { toMinorUnits } from '../../decimals.ts'

interface Props {
  opened: boolean
  onClose: () => void
  /** Those that the company has a budget in. */
  currencies: string[]
}

export function TradeDialog({ opened, onClose, currencies }: Props) {
  const form = useForm({
    initialValues: {
      what: '',
      category: '',
      quantity: 1 as number | string,
      amount: '',
      currency: currencies[0] ?? '',
    },
    validate: {
      what: (value) => (value.trim() ? null : 'Enter what is bought'),
      quantity: (value) => (Number(value) > 0 ? null : 'Enter how many'),
      amount: (value, { currency }) =>
        (toMinorUnits(value, currency) ?? 0) > 0 ? null : 'Enter an amount such as 12.50',
      currency: (value) => (value ? null : 'Set a budget of the company first'),
    },
  })
  return (
    <FormFrame
      title="New trade"
      opened={opened}
      onClose={onClose}
      form={form}
      submitLabel="Ask for the money"
      done="The money is held; above the limit of a budget the trade waits for approval."
      send={({ what, category, quantity, amount, currency }) =>
        createTradeAction({
          instrument: { kind: 'item', id: what.trim() },
          category: category.trim() || null,
          quantity: Number(quantity),
          amount: toMinorUnits(amount, currency)!,
          currency,
        })
      }
    >
      <TextInput label="What is bought" maxLength={200} data-autofocus {...form.getInputProps('what')} />
      <Group grow align="start">
        <TextInput label="Amount" inputMode="decimal" {...form.getInputProps('amount')} />
        <Select
          label="Currency"
          data={currencies}
          allowDeselect={false}
          {...form.getInputProps('currency')}
        />
      </Group>
      <Group grow align="start">
        <NumberInput label="Quantity" allowDecimal={false} min={1} {...form.getInputProps('quantity')} />
        <TextInput label="Category" maxLength={100} {...form.getInputProps('category')} />
      </Group>
    </FormFrame>
  )
}
