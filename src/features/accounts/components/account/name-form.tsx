'use client'

import { Button, Group, Paper, Stack, TextInput, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { renameSelfAction } from '../../actions.ts'

interface Names {
  first_name: string
  last_name: string
}

export function NameForm({ names }: { names: Names }) {
  const router = useRouter()
  const [isSaving, startSaving] = useTransition()
  const [problem, setProblem] = useState<string>()
  const form = useForm<Names>({
    initialValues: names,
    validate: {
      first_name: (name) => (name.trim() ? null : 'Enter your first name'),
      last_name: (name) => (name.trim() ? null : 'Enter your last name'),
    },
  })

  function save(values: Names) {
    setProblem(undefined)
    startSaving(async () => {
      const answer = await settleAction(renameSelfAction(values))
      if (!answer.ok) return setProblem(answer.problem.message)
      notifications.show({ message: 'Your name was saved.' })
      router.refresh()
    })
  }

  return (
    <Paper p="lg" maw={440}>
      <form onSubmit={form.onSubmit(save)} noValidate>
        <Stack gap="md">
          <Title order={2} size="h4">
            Name
          </Title>
          <FormProblem>{problem}</FormProblem>
          <TextInput
            label="First name"
            autoComplete="given-name"
            maxLength={100}
            {...form.getInputProps('first_name')}
          />
          <TextInput
            label="Last name"
            autoComplete="family-name"
            maxLength={100}
            {...form.getInputProps('last_name')}
          />
          <Group>
            <Button type="submit" variant="default" loading={isSaving}>
              Save name
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  )
}
