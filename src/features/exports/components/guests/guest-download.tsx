'use client'

import { Alert, Button, Paper, PinInput, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconDownload } from '@tabler/icons-react'
import { type FormEvent, useEffect, useState, useTransition } from 'react'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatBytes } from '#src/components/format/quantities.ts'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { openFileAction, readGuestAction, sendCodeAction } from '../../guest-codes/actions.ts'
import type { GuestFile, GuestLink } from '../../guest-codes/schema.ts'

const unusable = 'This link is incomplete. Open it again from the email.'
const link = () => window.location.hash.slice(1)

/** From the link of an email to the file: a code is sent to the address of the link, and typed here. */
export function GuestDownload() {
  const [found, setFound] = useState<GuestLink | { problem: string }>()
  const [isSent, setSent] = useState(false)
  const [file, setFile] = useState<GuestFile>()
  useEffect(() => {
    readLink().then(setFound)
  }, [])
  if (!found) return <Skeleton height={240} aria-label="Checking the link" />
  if ('problem' in found) {
    return (
      <Stack gap="md">
        <Title order={1} size="h2">
          This link cannot be used
        </Title>
        <Alert color="amber" icon={<IconAlertTriangle aria-hidden />} role="alert">
          {found.problem}
        </Alert>
      </Stack>
    )
  }
  return (
    <Paper p="xl">
      {file ? (
        <FileOffer file={file} />
      ) : isSent ? (
        <CodeForm email={found.email} onOpen={setFile} />
      ) : (
        <SendForm found={found} onSent={() => setSent(true)} />
      )}
    </Paper>
  )
}

function SendForm({ found, onSent }: { found: GuestLink; onSent: () => void }) {
  const { problem, isSending, send } = useSending(onSent)
  return (
    <Stack gap="md">
      <Title order={1} size="h2">
        A file from {found.company}
      </Title>
      <Text style={{ overflowWrap: 'anywhere' }}>
        To open it, you need a code. We send it to {found.email}.
      </Text>
      <FormProblem>{problem}</FormProblem>
      <Button onClick={send} loading={isSending}>
        Send me the code
      </Button>
    </Stack>
  )
}

function CodeForm({ email, onOpen }: { email: string; onOpen: (file: GuestFile) => void }) {
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<string>()
  const [isOpening, startOpening] = useTransition()
  const again = useSending(() => setCode(''))

  function open(event: FormEvent) {
    event.preventDefault()
    setProblem(undefined)
    startOpening(async () => {
      const answer = await settleAction(openFileAction({ link: link(), code }))
      if (answer.ok) return onOpen(answer.data)
      setCode('')
      setProblem(answer.problem.message)
    })
  }

  return (
    <form onSubmit={open} noValidate>
      <Stack gap="md">
        <Title order={1} size="h2">
          Enter the code
        </Title>
        <Text id="code-hint" role="status" style={{ overflowWrap: 'anywhere' }}>
          It is in the email to {email}. The code is good for 10 minutes, and once.
        </Text>
        <FormProblem>{problem ?? again.problem}</FormProblem>
        <PinInput
          length={6}
          type="number"
          oneTimeCode
          autoFocus
          value={code}
          onChange={setCode}
          aria-label="Code"
          getInputProps={(index) => ({
            'aria-label': `Digit ${index + 1} of 6`,
            'aria-describedby': 'code-hint',
          })}
        />
        <Button type="submit" loading={isOpening} disabled={code.length < 6}>
          Open the file
        </Button>
        <Button variant="default" onClick={again.send} loading={again.isSending}>
          Send a new code
        </Button>
      </Stack>
    </form>
  )
}

function FileOffer({ file }: { file: GuestFile }) {
  const { locale } = useFormats()
  const { export_name, file_name, bytes, rows, kept_until, download_url } = file
  const count = rows === null ? '' : rows === 1 ? '1 row, ' : `${rows.toLocaleString(locale)} rows, `
  return (
    <Stack gap="md">
      <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>
        {export_name}
      </Title>
      <Text style={{ overflowWrap: 'anywhere' }} role="status">
        {file_name}, {count}
        {formatBytes(locale, bytes)}
      </Text>
      <Button component="a" href={download_url} leftSection={<IconDownload size={18} aria-hidden />}>
        Download
      </Button>
      <Text size="sm" c="dimmed">
        The button works for 10 minutes. After that, open the link in the email again
        {kept_until ? `; the file is kept until ${kept_until.slice(0, 10)} (UTC)` : ''}.
      </Text>
    </Stack>
  )
}

function useSending(onSent: () => void) {
  const [problem, setProblem] = useState<string>()
  const [isSending, startSending] = useTransition()
  const send = () => {
    setProblem(undefined)
    startSending(async () => {
      const answer = await settleAction(sendCodeAction(link()))
      if (answer.ok) onSent()
      else setProblem(answer.problem.message)
    })
  }
  return { problem, isSending, send }
}

async function readLink(): Promise<GuestLink | { problem: string }> {
  if (!link()) return { problem: unusable }
  const answer = await settleAction(readGuestAction(link()))
  return answer.ok ? answer.data : { problem: answer.problem.message }
}
