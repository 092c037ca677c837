'use client'

import { Button, Group, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { createClientAction } from '../../actions.ts'
import { ClientFields, clientValidation, emptyClient, toInput } from './client-fields.tsx'

export function NewClientForm() {
  const router = useRouter()
  const [problem, setProblem] = useState<string>()
  const [isSaving, setSaving] = useState(false)
  const form = useForm({ initialValues: emptyClient, validate: clientValidation })

  async function save(values: typeof form.values) {
    setProblem(undefined)
    setSaving(true)
    const answer = await settleAction(createClientAction(toInput(values)))
    setSaving(false)
    if (!answer.ok) {
      const { errors, message } = answer.problem
      form.setErrors(Object.fromEntries(errors.map((error) => [error.path, `It ${error.message}`])))
      if (errors.length === 0) setProblem(message)
      return
    }
    notifications.show({ message: `${answer.data.name} was added.` })
    router.push(`/clients/${answer.data.id}`)
  }

  return (
    <form onSubmit={form.onSubmit(save)} noValidate>
      <Card title="Who it is">
        <Stack gap="md" maw="30rem">
          <ClientFields form={form} />
          <FormProblem>{problem}</FormProblem>
          <Group gap="xs">
            <Button type="submit" loading={isSaving}>
              Add client
            </Button>
            <LinkButton href="/data/clients" variant="default">
              Cancel
            </LinkButton>
          </Group>
        </Stack>
      </Card>
    </form>
  )
}
