'use client'

import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { FoundSelect } from '#src/components/forms/found-select.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { createScopeAction, findServicesAction } from '../../actions.ts'

export function NewScopeForm() {
  const router = useRouter()
  const [problem, setProblem] = useState<string>()
  const [isSaving, setSaving] = useState(false)
  const form = useForm({
    initialValues: { service_id: '', scope_name: '', content: '' },
    validate: {
      service_id: (value) => (value ? null : 'Choose a service'),
      scope_name: (value) => (value.trim() ? null : 'Enter a name'),
    },
  })

  async function save(values: typeof form.values) {
    setProblem(undefined)
    setSaving(true)
    const answer = await settleAction(createScopeAction(values))
    setSaving(false)
    if (!answer.ok) {
      const { errors, message } = answer.problem
      form.setErrors(Object.fromEntries(errors.map((error) => [error.path, `It ${error.message}`])))
      if (errors.length === 0) setProblem(message)
      return
    }
    notifications.show({ message: `${answer.data.scope_name} was added as a draft.` })
    router.push(`/scopes/${answer.data.id}`)
  }

  return (
    <form onSubmit={form.onSubmit(save)} noValidate>
      <Card title="What is agreed on">
        <Stack gap="md" maw="52rem">
          <FoundSelect
            label="Service"
            placeholder="Type part of its name"
            nothingFound="No service found"
            find={findServices}
            value={form.values.service_id || null}
            error={form.errors.service_id}
            onChange={(value) => form.setFieldValue('service_id', value ?? '')}
          />
          <TextInput label="Name" required maxLength={200} {...form.getInputProps('scope_name')} />
          <Textarea
            label="Text of version 1"
            description="It can be written later, too. Lines are compared with later versions one by one."
            autosize
            minRows={6}
            maxRows={24}
            maxLength={100_000}
            {...form.getInputProps('content')}
          />
          <FormProblem>{problem}</FormProblem>
          <Group gap="xs">
            <Button type="submit" loading={isSaving}>
              Add scope of work
            </Button>
            <LinkButton href="/data/sow" variant="default">
              Cancel
            </LinkButton>
          </Group>
        </Stack>
      </Card>
    </form>
  )
}

async function findServices(search: string) {
  const answer = await findServicesAction(search)
  if (!answer.ok) return answer
  const { items } = answer.data
  return { ...answer, data: items.map(({ id, services_name }) => ({ value: id, label: services_name })) }
}
