'use client'

import { Button, Group, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { DateField } from '#src/components/dates/date-field.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { changeRfpAction, createRfpAction } from '../../actions.ts'
import type { RfpDetails } from '../../record/schema.ts'
import { CriteriaField } from './criteria-field.tsx'
import { LinesField } from './lines-field.tsx'
import { SuppliersField } from './suppliers-field.tsx'
import { emptyRfp, toInput, valuesOf } from './values.ts'

/** Adds a request, or changes the draft that is given. */
export function RfpForm({ rfp }: { rfp?: RfpDetails }) {
  const router = useRouter()
  const { timeZone } = useFormats()
  const [problem, setProblem] = useState<string>()
  const [isSaving, setSaving] = useState(false)
  const form = useForm({
    initialValues: rfp ? valuesOf(rfp, timeZone) : emptyRfp,
    validate: {
      rfp_no: (text) => (text.trim() ? null : 'Enter a number'),
      title: (text) => (text.trim() ? null : 'Enter a title'),
      currency: (text) => (/^[a-z]{3}$/i.test(text.trim()) ? null : 'Enter three letters, such as EUR'),
      deadline: (text) => (text ? null : 'Choose the last day'),
    },
  })

  async function save(values: typeof form.values) {
    setProblem(undefined)
    setSaving(true)
    const input = toInput(values, timeZone)
    const answer = await settleAction(
      rfp ? changeRfpAction({ id: rfp.id, ...input }, rfp.version) : createRfpAction(input),
    )
    setSaving(false)
    if (!answer.ok) {
      const { errors, message } = answer.problem
      form.setErrors(Object.fromEntries(errors.map((error) => [error.path, `It ${error.message}`])))
      if (errors.some(({ path }) => !(path in form.values)) || errors.length === 0) setProblem(message)
      return
    }
    const { id, rfp_no } = answer.data
    notifications.show({ message: rfp ? `${rfp_no} was saved.` : `${rfp_no} was added as a draft.` })
    router.push(`/rfps/${id}`)
    router.refresh()
  }

  return (
    <form onSubmit={form.onSubmit(save)} noValidate>
      <Stack gap="md" maw="58rem">
        <Card title="What it is about">
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
            <TextInput label="Number" required maxLength={50} {...form.getInputProps('rfp_no')} />
            <TextInput label="Title" required maxLength={200} {...form.getInputProps('title')} />
            <TextInput
              label="Currency"
              required
              maxLength={3}
              placeholder="EUR"
              {...form.getInputProps('currency')}
            />
            <DateField
              label="Last day for responses"
              value={form.values.deadline}
              error={form.errors.deadline as string | undefined}
              onChange={(value) => form.setFieldValue('deadline', value)}
            />
          </SimpleGrid>
          <Textarea
            label="Description"
            mt="md"
            autosize
            minRows={3}
            maxRows={12}
            maxLength={5000}
            {...form.getInputProps('description')}
          />
        </Card>
        <LinesField form={form} />
        <CriteriaField form={form} />
        <SuppliersField
          suppliers={form.values.suppliers}
          error={form.errors.supplier_ids}
          onChange={(suppliers) => form.setFieldValue('suppliers', suppliers)}
        />
        <FormProblem>{problem}</FormProblem>
        <Group gap="xs">
          <Button type="submit" loading={isSaving}>
            {rfp ? 'Save' : 'Add request'}
          </Button>
          <LinkButton href={rfp ? `/rfps/${rfp.id}` : '/data/rfp'} variant="default">
            Cancel
          </LinkButton>
        </Group>
      </Stack>
    </form>
  )
}
