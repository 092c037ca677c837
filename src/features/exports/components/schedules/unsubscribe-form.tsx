'use client'

import { Alert, Button, Paper, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState, useTransition } from 'react'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import type { Answer } from '#src/lib/http/action.ts'
import { unsubscribeAction } from '../../schedules/actions.ts'
import type { Unsubscribed } from '../../schedules/unsubscribe/service.ts'

interface Props {
  link: string
  found: Answer<Unsubscribed>
}

export function UnsubscribeForm({ link, found }: Props) {
  const [isStopped, setStopped] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [isSending, startSending] = useTransition()
  if (!found.ok) {
    return (
      <Stack gap="md">
        <Title order={1} size="h2">
          This link cannot be used
        </Title>
        <Alert color="amber" icon={<IconAlertTriangle aria-hidden />} role="alert">
          {found.problem.message}
        </Alert>
      </Stack>
    )
  }
  const { schedule_name, email } = found.data
  if (isStopped || schedule_name === null) {
    return (
      <Stack gap="md" role="status">
        <Title order={1} size="h2">
          No more emails
        </Title>
        <Text>
          {email} gets no more emails{schedule_name === null ? '' : ` of the schedule “${schedule_name}”`}. To
          get them again, ask an admin of your company.
        </Text>
      </Stack>
    )
  }

  function stop() {
    setProblem(undefined)
    startSending(async () => {
      const answer = await settleAction(unsubscribeAction(link))
      if (answer.ok) setStopped(true)
      else setProblem(answer.problem.message)
    })
  }

  return (
    <Paper p="lg">
      <Stack gap="md">
        <Title order={1} size="h2">
          Stop these emails?
        </Title>
        <Text>
          The schedule “{schedule_name}” will send no more emails to {email}. Files that you have already can
          still be opened.
        </Text>
        <FormProblem>{problem}</FormProblem>
        <Button onClick={stop} loading={isSending}>
          Stop the emails
        </Button>
      </Stack>
    </Paper>
  )
}
