'use client'

import { NumberInput, Select, SimpleGrid, TagsInput, Textarea, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { Card } from '#src/components/card.tsx'
import type { SupplierResource } from '../../record/schema.ts'
import { tierLabels } from '../labels.ts'
import type { SupplierValues } from './values.ts'

interface Props {
  form: UseFormReturnType<SupplierValues>
  supplier: SupplierResource | undefined
}

const tiers = Object.entries(tierLabels).map(([value, label]) => ({ value, label }))
const columns = { base: 1, xs: 2 }

export function SupplierFields({ form, supplier }: Props) {
  const days = { min: 0, max: 3650, allowDecimal: false, clampBehavior: 'none' } as const
  return (
    <>
      <Card title="Who it is">
        <SimpleGrid cols={columns} spacing="md">
          <TextInput label="Name" required maxLength={200} {...form.getInputProps('name')} />
          <TextInput label="Supplier no." required maxLength={50} {...form.getInputProps('supplier_no')} />
          <TextInput label="Category" maxLength={100} {...form.getInputProps('category')} />
          <Select label="Tier" data={tiers} clearable placeholder="No tier" {...form.getInputProps('tier')} />
          <TextInput label="Country" maxLength={100} {...form.getInputProps('country')} />
          <NumberInput
            label="Rating"
            placeholder="0 to 5"
            min={0}
            max={5}
            step={0.5}
            decimalScale={2}
            clampBehavior="none"
            {...form.getInputProps('rating')}
          />
        </SimpleGrid>
        <TagsInput label="Tags" mt="md" maxTags={50} {...form.getInputProps('tags')} />
        <Textarea
          label="Notes"
          mt="md"
          autosize
          minRows={3}
          maxRows={12}
          maxLength={5000}
          {...form.getInputProps('notes')}
        />
      </Card>
      <Card title="Terms">
        <SimpleGrid cols={columns} spacing="md">
          <TextInput
            label="Currency"
            required
            maxLength={3}
            placeholder="EUR"
            {...form.getInputProps('currency')}
          />
          <NumberInput label="Days to pay an invoice" {...days} {...form.getInputProps('payment_days')} />
          <NumberInput
            label="Lead time in days"
            description="From the order to the delivery"
            {...days}
            {...form.getInputProps('lead_time_days')}
          />
        </SimpleGrid>
      </Card>
      <Card title="Tax and bank">
        <SimpleGrid cols={columns} spacing="md">
          <TextInput
            label="Tax ID"
            maxLength={50}
            autoComplete="off"
            {...hiddenHint(supplier?.tax_id)}
            {...form.getInputProps('tax_id')}
          />
          <TextInput
            label="IBAN"
            maxLength={50}
            autoComplete="off"
            {...hiddenHint(supplier?.iban)}
            {...form.getInputProps('iban')}
          />
        </SimpleGrid>
      </Card>
    </>
  )
}

/** What is stored and hidden from this person stays unless they type another value. */
function hiddenHint(stored: string | null | undefined) {
  return stored?.startsWith('••••')
    ? { placeholder: stored, description: 'Leave it empty to keep what is stored' }
    : {}
}
