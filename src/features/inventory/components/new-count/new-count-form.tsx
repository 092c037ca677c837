'use client'

import { Button, Checkbox, Group, Radio, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { errorsByPath } from '#src/components/forms/errors-by-path.ts'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { createCountAction, findCategoriesAction } from '../../console/actions.ts'
import type { Choice } from '../item/dialogs.ts'
import { ItemsField } from './items-field.tsx'

type Scope = 'location' | 'category' | 'items'

export function NewCountForm({ locations }: { locations: Choice[] }) {
  const router = useRouter()
  const [problem, setProblem] = useState<string>()
  const [isSaving, setSaving] = useState(false)
  const [categories, setCategories] = useState<string[]>([])
  const form = useForm({
    initialValues: {
      location_id: locations[0]?.value ?? '',
      scope: 'location' as Scope,
      category: '',
      item_ids: [] as Choice[],
      is_blind: true,
      note: '',
    },
    validate: {
      location_id: (id) => (id ? null : 'Choose a location'),
      category: (value, { scope }) => (scope === 'category' && !value ? 'Choose a category' : null),
      item_ids: (items, { scope }) =>
        scope === 'items' && items.length === 0 ? 'Choose at least one item' : null,
    },
  })
  const { location_id: locationId, scope, item_ids: items } = form.values

  useEffect(() => {
    if (!locationId) return
    let isCurrent = true
    void settleAction(findCategoriesAction(locationId)).then((answer) => {
      if (isCurrent && answer.ok) setCategories(answer.data)
    })
    return () => {
      isCurrent = false
    }
  }, [locationId])

  async function save({ note, category, item_ids, ...values }: typeof form.values) {
    setProblem(undefined)
    setSaving(true)
    const answer = await settleAction(
      createCountAction({
        location_id: values.location_id,
        is_blind: values.is_blind,
        ...(scope === 'category' ? { category } : {}),
        ...(scope === 'items' ? { item_ids: item_ids.map(({ value }) => value) } : {}),
        ...(note.trim() ? { note: note.trim() } : {}),
      }),
    )
    setSaving(false)
    if (!answer.ok) {
      form.setErrors(errorsByPath(answer.problem.errors))
      return setProblem(answer.problem.message)
    }
    notifications.show({ message: `${answer.data.count_no} has ${answer.data.lines} lines.` })
    router.push(`/inventory/counts/${answer.data.id}`)
  }

  return (
    <form onSubmit={form.onSubmit(save)} noValidate>
      <Stack gap="md" maw="40rem">
        <Select
          label="Location"
          data={locations}
          required
          searchable
          allowDeselect={false}
          {...form.getInputProps('location_id')}
        />
        <Radio.Group label="What is counted" {...form.getInputProps('scope')}>
          <Stack gap="xs" mt={4}>
            <Radio value="location" label="Everything that is kept there" />
            <Radio value="category" label="One category" />
            <Radio value="items" label="Chosen items" />
          </Stack>
        </Radio.Group>
        {scope === 'category' ? (
          <Select
            label="Category"
            data={categories}
            required
            searchable
            nothingFoundMessage="No such category at this location"
            {...form.getInputProps('category')}
          />
        ) : null}
        {scope === 'items' ? (
          <ItemsField
            items={items}
            error={form.errors.item_ids}
            onChange={(chosen) => form.setFieldValue('item_ids', chosen)}
          />
        ) : null}
        <Checkbox
          label="Blind: hide what the ledger expects until the review"
          {...form.getInputProps('is_blind', { type: 'checkbox' })}
        />
        <TextInput label="Note" maxLength={500} {...form.getInputProps('note')} />
        <FormProblem>{problem}</FormProblem>
        <Group gap="xs">
          <Button type="submit" loading={isSaving}>
            Create count
          </Button>
          <LinkButton href="/inventory/counts" variant="default">
            Cancel
          </LinkButton>
        </Group>
      </Stack>
    </form>
  )
}
