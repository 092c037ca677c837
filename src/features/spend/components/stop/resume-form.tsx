'use client'

import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { askToResumeAction, confirmResumeAction } from '../../console/actions.ts'
import type { StateResource } from '../../stops/schema.ts'

/** One admin asks for spending to go on; another one confirms. */
export function ResumeForm({
  trading: { version, resume },
  userId,
}: {
  trading: StateResource
  userId: string
}) {
  const router = useRouter()
  const [reason, setReason] = useState('')
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string>()
  const [isWorking, setWorking] = useState(false)

  async function send() {
    setWorking(true)
    const call = resume
      ? confirmResumeAction({ version, password })
      : askToResumeAction({ version, password, reason: reason.trim() })
    const answer = await settleAction(call)
    setWorking(false)
    setPassword('')
    if (!answer.ok) return setProblem(answer.problem.message)
    setProblem(undefined)
    notifications.show({ message: resume ? 'Spending goes on.' : 'Another admin was asked to confirm it.' })
    router.refresh()
  }

  const isOwn = resume?.requested_by === userId
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Stack gap="sm">
        {resume ? (
          <Text size="sm">
            {resume.requested_by_name} asks for spending to go on: {resume.reason}
            {isOwn ? ' Another admin has to confirm it.' : ''}
          </Text>
        ) : (
          <TextInput
            label="Why spending can go on"
            value={reason}
            maxLength={500}
            required
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        <PasswordInput
          label="Your password"
          value={password}
          required
          autoComplete="current-password"
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <FormProblem>{problem}</FormProblem>
        <Button type="submit" loading={isWorking}>
          {resume ? 'Confirm and resume' : 'Ask to resume'}
        </Button>
      </Stack>
    </form>
  )
}
