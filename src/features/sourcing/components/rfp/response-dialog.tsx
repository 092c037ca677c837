'use client'

import { NumberInput, Select, Text, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { FormFrame } from '#src/components/dialogs/form-frame.tsx'
import { createResponseAction } from '../../actions.ts'
import type { RfpDetails } from '../../record/schema.ts'

interface Props {
  rfp: RfpDetails
  suppliers: RfpDetails['invited']
  onClose: () => void
}

/** What a supplier asks for; an empty price leaves the line out. */
export function ResponseDialog({ rfp, suppliers, onClose }: Props) {
  const form = useForm({
    initialValues: {
      supplier_id: suppliers[0]?.supplier_id ?? '',
      prices: rfp.lines.map(() => ''),
      lead_time_days: '' as number | string,
      notes: '',
    },
  })
  return (
    <FormFrame
      title="Enter a response"
      opened
      onClose={onClose}
      form={form}
      submitLabel="Save as draft"
      done="The response was saved as a draft. Its prices are sealed."
      send={({ supplier_id, prices, lead_time_days, notes }) =>
        createResponseAction({
          ...{ id: rfp.id, supplier_id, notes },
          lead_time_days: lead_time_days === '' ? null : Number(lead_time_days),
          lines: rfp.lines.flatMap(({ id }, index) => {
            const price = prices[index]!.trim()
            return price ? [{ line_id: id, price }] : []
          }),
        })
      }
    >
      <Select
        label="Supplier"
        data={suppliers.map(({ supplier_id, name }) => ({ value: supplier_id, label: name }))}
        allowDeselect={false}
        {...form.getInputProps('supplier_id')}
      />
      {rfp.lines.map(({ id, position, description, unit }, index) => (
        <TextInput
          key={id}
          label={`${position}. ${description}`}
          description={`Price of one ${unit} in ${rfp.currency}; empty: not offered`}
          inputMode="decimal"
          maxLength={13}
          {...form.getInputProps(`prices.${index}`)}
        />
      ))}
      <NumberInput
        label="Lead time in days"
        min={0}
        max={3650}
        allowDecimal={false}
        {...form.getInputProps('lead_time_days')}
      />
      <Textarea
        label="Notes"
        autosize
        minRows={2}
        maxRows={8}
        maxLength={5000}
        {...form.getInputProps('notes')}
      />
      <Text size="sm" c="dimmed">
        Nobody sees prices and notes again before the deadline, you included.
      </Text>
    </FormFrame>
  )
}
