'use client'

import { Button, Fieldset, NumberInput, Select, SimpleGrid } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { DateField } from '#src/components/dates/date-field.tsx'
import { dayAfter, type ListedItem, type OrderValues } from './values.ts'

interface Props {
  form: UseFormReturnType<OrderValues>
  index: number
  listed: ListedItem[]
  today: string
  onRemove: (() => void) | undefined
}

/** One line: choosing an item fills in what the price list says of it. */
export function LineFields({ form, index, listed, today, onRemove }: Props) {
  const path = `lines.${index}`
  const line = form.values.lines[index]!
  const item = listed.find(({ value }) => value === line.item_id)

  function choose(id: string | null) {
    const chosen = listed.find(({ value }) => value === id)
    const isSameCurrency = chosen?.currency === form.values.currency.trim().toUpperCase()
    form.setFieldValue(path, {
      ...line,
      item_id: id ?? '',
      quantity: line.quantity || (chosen?.minimum ?? ''),
      price: isSameCurrency ? chosen!.price : '',
      due_on: line.due_on || dayAfter(today, chosen?.leadTimeDays ?? 14),
    })
  }

  return (
    <Fieldset legend={`Line ${index + 1}`}>
      <SimpleGrid cols={{ base: 1, sm: 2, md: 4 }} spacing="md">
        <Select
          label="Item"
          placeholder="Items of the price list"
          required
          searchable
          data={listed}
          nothingFoundMessage="No item with a price today"
          {...form.getInputProps(`${path}.item_id`)}
          onChange={choose}
        />
        <NumberInput
          label="Quantity"
          description={item && (item.minimum > 1 || item.pack > 1) ? termsOf(item) : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          required
          min={1}
          step={item?.pack ?? 1}
          allowDecimal={false}
          clampBehavior="none"
          {...form.getInputProps(`${path}.quantity`)}
        />
        <NumberInput
          label="Price of one unit"
          required
          min={0}
          decimalScale={4}
          hideControls
          clampBehavior="none"
          {...form.getInputProps(`${path}.price`)}
        />
        <DateField
          label="Due"
          placeholder="Day"
          value={line.due_on}
          error={form.errors[`${path}.due_on`]?.toString()}
          onChange={(day) => form.setFieldValue(`${path}.due_on`, day)}
        />
      </SimpleGrid>
      {onRemove ? (
        <Button variant="subtle" color="red" size="xs" mt="xs" onClick={onRemove}>
          Remove line {index + 1}
        </Button>
      ) : null}
    </Fieldset>
  )
}

function termsOf({ minimum, pack }: ListedItem): string {
  return pack > 1 ? `At least ${minimum}, in packs of ${pack}.` : `At least ${minimum}.`
}
