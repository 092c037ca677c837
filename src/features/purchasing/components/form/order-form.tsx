'use client'

import { Button, Group, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { errorsByPath } from '#src/components/forms/errors-by-path.ts'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { changeOrderAction, createOrderAction, priceListAction } from '../../actions.ts'
import type { OrderResource } from '../../orders/schema.ts'
import { LineFields } from './line-fields.tsx'
import { emptyLine, type ListedItem, listedIn, type OrderValues, toInput, valuesOf } from './values.ts'

interface Props {
  order?: OrderResource
  suppliers: { value: string; label: string; currency: string }[]
  locations: { value: string; label: string }[]
  today: string
}

/** Writes a draft, or changes an order that is not sent. */
export function OrderForm({ order, suppliers, locations, today }: Props) {
  const router = useRouter()
  const [listed, setListed] = useState<ListedItem[]>([])
  const [listProblem, setListProblem] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const [isSaving, setSaving] = useState(false)
  const form = useForm<OrderValues>({
    initialValues: valuesOf(order, locations[0]?.value ?? ''),
    validate: {
      supplier_id: (id) => (id ? null : 'Choose a supplier'),
      location_id: (id) => (id ? null : 'Choose a location'),
      currency: (text) => (/^[a-z]{3}$/i.test(text.trim()) ? null : 'Enter three letters, such as EUR'),
      lines: {
        item_id: (id) => (id ? null : 'Choose an item'),
        quantity: (quantity) => (Number(quantity) > 0 ? null : 'Enter how many'),
        price: (price) => (String(price).trim() ? null : 'Enter a price'),
        due_on: (day) => (day ? null : 'Enter a day'),
      },
    },
  })
  const { supplier_id, lines } = form.values

  useEffect(() => {
    if (!supplier_id) return
    let isCurrent = true
    void settleAction(priceListAction(supplier_id)).then((answer) => {
      if (!isCurrent) return
      if (answer.ok) setListed(listedIn(answer.data.items, order))
      else setListProblem(`The price list could not be loaded. ${answer.problem.message}`)
    })
    return () => {
      isCurrent = false
    }
  }, [supplier_id, order])

  function chooseSupplier(id: string | null) {
    const supplier = suppliers.find(({ value }) => value === id)
    // What another supplier asks for must not be offered while this one's list is loaded.
    setListed([])
    setListProblem(undefined)
    form.setValues({ supplier_id: id ?? '', currency: supplier?.currency ?? '', lines: [emptyLine] })
  }

  async function save(values: OrderValues) {
    setProblem(undefined)
    setSaving(true)
    const input = toInput(values)
    const answer = await settleAction(
      order
        ? changeOrderAction({ id: order.id, ...input }, order.version)
        : createOrderAction({ ...input, supplier_id: values.supplier_id }),
    )
    setSaving(false)
    if (!answer.ok) {
      form.setErrors(errorsByPath(answer.problem.errors))
      return setProblem(answer.problem.message)
    }
    notifications.show({ message: `${answer.data.order_no} was saved.` })
    router.push(`/orders/${answer.data.id}`)
    router.refresh()
  }

  return (
    <form onSubmit={form.onSubmit(save)} noValidate>
      <Stack gap="md" maw="64rem">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          <Select
            label="Supplier"
            placeholder="Active suppliers"
            required
            searchable
            disabled={order !== undefined}
            data={suppliers}
            {...form.getInputProps('supplier_id')}
            onChange={chooseSupplier}
          />
          <Select
            label="Deliver to"
            required
            searchable
            allowDeselect={false}
            data={locations}
            {...form.getInputProps('location_id')}
          />
          <TextInput label="Currency" required maxLength={3} {...form.getInputProps('currency')} />
          <TextInput
            label="Reference"
            description="Such as the number of their offer."
            maxLength={100}
            {...form.getInputProps('reference')}
          />
        </SimpleGrid>
        <FormProblem>{listProblem}</FormProblem>
        {lines.map((line, index) => (
          <LineFields
            key={line.id ?? `new ${index}`}
            form={form}
            index={index}
            listed={listed}
            today={today}
            onRemove={lines.length > 1 ? () => form.removeListItem('lines', index) : undefined}
          />
        ))}
        <Group>
          <Button variant="default" size="xs" onClick={() => form.insertListItem('lines', emptyLine)}>
            Add line
          </Button>
        </Group>
        <Textarea label="Notes" autosize minRows={2} maxLength={5000} {...form.getInputProps('notes')} />
        <FormProblem>{problem}</FormProblem>
        <Group gap="xs">
          <Button type="submit" loading={isSaving}>
            {order ? 'Save' : 'Save draft'}
          </Button>
          <LinkButton href={order ? `/orders/${order.id}` : '/data/purchase_orders'} variant="default">
            Cancel
          </LinkButton>
        </Group>
      </Stack>
    </form>
  )
}
