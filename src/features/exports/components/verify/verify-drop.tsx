'use client'

import { Alert, Anchor, Button, FileButton, Paper, Progress, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconFileSearch } from '@tabler/icons-react'
import Link from 'next/link'
import { type DragEvent, useRef, useState } from 'react'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatBytes } from '#src/components/format/quantities.ts'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { hashFile } from '#src/components/hashing/hash-file.ts'
import { settleAction } from '#src/components/settle-action.ts'
import { findByHashAction } from '../../actions.ts'
import classes from './verify-drop.module.css'

interface Found {
  id: string
  export_name: string
  completed_at: string
  exported_by: string
}

type State =
  | { step: 'idle' }
  | { step: 'hashing'; file: File; bytes: number }
  | { step: 'known'; file: File; found: Found[] }
  | { step: 'failed'; message: string }

/** A dropped file is hashed here, in the browser; only the hash is sent. */
export function VerifyDrop() {
  const [state, setState] = useState<State>({ step: 'idle' })
  const [isOver, setOver] = useState(false)
  const running = useRef<AbortController>(undefined)

  async function verify(file: File | null | undefined) {
    if (!file) return
    running.current?.abort()
    const stop = new AbortController()
    running.current = stop
    const show = (next: State) => {
      if (!stop.signal.aborted) setState(next)
    }
    show({ step: 'hashing', file, bytes: 0 })
    try {
      const sha256 = await hashFile(file, (bytes) => show({ step: 'hashing', file, bytes }), stop.signal)
      const answer = await settleAction(findByHashAction(sha256))
      if (answer.ok) show({ step: 'known', file, found: answer.data.found })
      else show({ step: 'failed', message: answer.problem.message })
    } catch {
      show({
        step: 'failed',
        message: 'The browser could not read this file. Save it to your computer and try again.',
      })
    }
  }

  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    void verify(event.dataTransfer.files[0])
  }

  return (
    <Stack gap="md">
      <Paper
        component="section"
        aria-label="File to verify"
        className={classes.drop}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconFileSearch size={34} stroke={1.4} aria-hidden />
        <Text>Drop an exported file here</Text>
        <FileButton onChange={verify} inputProps={{ 'aria-label': 'File to verify' }}>
          {(props) => (
            <Button variant="default" {...props}>
              Choose a file
            </Button>
          )}
        </FileButton>
        <Text size="xs" c="dimmed">
          The file stays on your computer. Only its SHA-256 is sent.
        </Text>
      </Paper>
      <div role="status">
        <Result state={state} />
      </div>
    </Stack>
  )
}

function Result({ state }: { state: State }) {
  const { locale } = useFormats()
  if (state.step === 'idle') return null
  if (state.step === 'failed') {
    return (
      <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title="Not verified">
        {state.message}
      </Alert>
    )
  }
  const { name, size } = state.file
  if (state.step === 'hashing') {
    return (
      <>
        <Text size="sm" mb={4}>
          Reading {name} ({formatBytes(locale, size)})
        </Text>
        <Progress value={size === 0 ? 100 : (state.bytes / size) * 100} aria-label={`Reading ${name}`} />
      </>
    )
  }
  const [first, ...others] = state.found
  if (!first) {
    return (
      <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title="Unknown or altered">
        No export of your company has exactly the content of {name}. If it should match one, download the file
        again from its export.
      </Alert>
    )
  }
  return (
    <Alert color="green" icon={<IconCircleCheck aria-hidden />} title="Verified: unchanged">
      {name} is{' '}
      <Anchor component={Link} href={`/exports/${first.id}`} inherit c="inherit" underline="always" fw={600}>
        {first.export_name}
      </Anchor>
      , unchanged, exported <Timestamp at={first.completed_at} /> by {first.exported_by}.
      {others.length > 0 ? ' Later exports of the same data have the same content.' : ''}
    </Alert>
  )
}
