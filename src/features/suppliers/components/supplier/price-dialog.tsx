'use client'

import { Modal, NumberInput, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { DateField } from '#src/components/dates/date-field.tsx'
import { DialogActions } from '#src/components/dialogs/dialog-actions.tsx'
import { replaceItemsAction } from '../../actions.ts'
import type { PriceResource, ReplaceItemsInput } from '../../prices/schema.ts'
import type { SupplierResource } from '../../record/schema.ts'
import { ItemSelect } from '../item-select.tsx'
import { ProblemAlert } from '../problem-alert.tsx'
import { useSavedList } from './use-saved-list.ts'

interface Props {
  supplier: SupplierResource
  /** Undefined: a new one. */
  item: PriceResource | undefined
  onClose: () => void
}

type Given = ReplaceItemsInput['items'][number]

export function PriceDialog({ supplier, item, onClose }: Props) {
  const items = supplier.items ?? []
  const place = item ? items.indexOf(item) : items.length
  const form = useForm({
    initialValues: {
      product_id: item?.product_id ?? '',
      supplier_sku: item?.supplier_sku ?? '',
      price: item?.price ?? '',
      currency: item?.currency ?? supplier.currency,
      pack_size: item?.pack_size ?? (1 as number | string),
      minimum_quantity: item?.minimum_quantity ?? (1 as number | string),
      lead_time_days: item?.lead_time_days ?? ('' as number | string),
      valid_from: item?.valid_from ?? '',
      valid_until: item?.valid_until ?? '',
    },
    validate: {
      product_id: (id) => (id ? null : 'Choose an item'),
      price: (price) => (String(price).trim() ? null : 'Enter a price'),
      valid_from: (day) => (day ? null : 'Enter the first day'),
    },
  })
  const list = useSavedList({ prefix: `items.${place}.`, onErrors: form.setErrors, onDone: onClose })

  const store = (line: Given | undefined) => {
    const others = items.map(unchanged)
    const sent = line ? others.toSpliced(place, 1, line) : others.toSpliced(place, 1)
    return list.save(replaceItemsAction({ id: supplier.id, items: sent }, supplier.version))
  }

  const whole = { min: 1, allowDecimal: false, clampBehavior: 'none' } as const
  return (
    <Modal opened onClose={onClose} title={<Text fw={620}>{item ? 'Edit price' : 'Add price'}</Text>}>
      <form
        noValidate
        onSubmit={form.onSubmit((values) =>
          store({
            ...(item ? { id: item.id } : {}),
            product_id: values.product_id,
            supplier_sku: values.supplier_sku.trim() || null,
            price: String(values.price),
            currency: values.currency.trim().toUpperCase(),
            pack_size: Number(values.pack_size),
            minimum_quantity: Number(values.minimum_quantity),
            lead_time_days: values.lead_time_days === '' ? null : Number(values.lead_time_days),
            valid_from: values.valid_from,
            valid_until: values.valid_until || null,
          }),
        )}
      >
        <Stack gap="md">
          <ItemSelect
            label="Item"
            value={form.values.product_id || null}
            initialLabel={item && `${item.product_name} (${item.sku})`}
            error={form.errors.product_id}
            disabled={item !== undefined}
            onChange={(id) => form.setFieldValue('product_id', id ?? '')}
          />
          <SimpleGrid cols={2} spacing="md">
            <NumberInput
              label="Price of one unit"
              required
              min={0}
              decimalScale={4}
              hideControls
              clampBehavior="none"
              {...form.getInputProps('price')}
            />
            <TextInput label="Currency" maxLength={3} {...form.getInputProps('currency')} />
            <NumberInput label="Pack size" {...whole} {...form.getInputProps('pack_size')} />
            <NumberInput label="Minimum quantity" {...whole} {...form.getInputProps('minimum_quantity')} />
            <DateField
              label="Valid from"
              placeholder="First day"
              value={form.values.valid_from}
              error={form.errors.valid_from?.toString()}
              onChange={(day) => form.setFieldValue('valid_from', day)}
            />
            <DateField
              label="Valid until"
              placeholder="Further notice"
              value={form.values.valid_until}
              error={form.errors.valid_until?.toString()}
              onChange={(day) => form.setFieldValue('valid_until', day)}
            />
            <NumberInput
              label="Lead time in days"
              placeholder={supplier.lead_time_days === null ? '' : `${supplier.lead_time_days}, as usual`}
              min={0}
              allowDecimal={false}
              {...form.getInputProps('lead_time_days')}
            />
            <TextInput label="Supplier’s SKU" maxLength={100} {...form.getInputProps('supplier_sku')} />
          </SimpleGrid>
          <ProblemAlert problem={list.problem} />
          <DialogActions
            submitLabel="Save"
            isSending={list.isSaving}
            onRemove={item && (() => store(undefined))}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Modal>
  )
}

function unchanged(item: PriceResource): Given {
  const { id, product_id, supplier_sku, price, currency, pack_size, minimum_quantity } = item
  const { lead_time_days, valid_from, valid_until } = item
  return {
    ...{ id, product_id, supplier_sku, price, currency, pack_size, minimum_quantity },
    ...{ lead_time_days, valid_from, valid_until },
  }
}
