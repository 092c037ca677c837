'use client'

import { Alert, Button, List } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconShieldCheck } from '@tabler/icons-react'
import { useState, useTransition } from 'react'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatBytes, formatCount, plural } from '#src/components/format/quantities.ts'
import { settleAction } from '#src/components/settle-action.ts'
import type { Answer } from '#src/lib/http/action.ts'
import { verifyExportAction } from '../../actions.ts'
import type { Verification } from '../../record/details-schema.ts'

/** Reads the stored file again and says whether it is still what was written. */
export function VerifyFile({
  id,
  onVerdict,
}: {
  id: string
  onVerdict: (verdict: Verification['verdict']) => void
}) {
  const [answer, setAnswer] = useState<Answer<Verification>>()
  const [isChecking, startChecking] = useTransition()

  async function verify() {
    const answer = await settleAction(verifyExportAction(id))
    setAnswer(answer)
    if (answer.ok) onVerdict(answer.data.verdict)
  }

  return (
    <>
      <Button
        variant="default"
        leftSection={<IconShieldCheck size={17} aria-hidden />}
        loading={isChecking}
        onClick={() => startChecking(verify)}
      >
        Verify
      </Button>
      {answer && !isChecking ? <Result answer={answer} /> : null}
    </>
  )
}

function Result({ answer }: { answer: Answer<Verification> }) {
  const { locale } = useFormats()
  if (!answer.ok) {
    return (
      <Alert
        color="red"
        icon={<IconAlertTriangle aria-hidden />}
        title="Could not be checked"
        role="alert"
        w="100%"
        style={{ order: 1 }}
      >
        {answer.problem.message}
      </Alert>
    )
  }
  const { verdict, problems, rows, bytes } = answer.data
  if (verdict === 'altered') {
    return (
      <Alert
        color="red"
        icon={<IconAlertTriangle aria-hidden />}
        title="This file has been altered"
        role="alert"
        w="100%"
        style={{ order: 1 }}
      >
        <List size="sm">
          {problems.map((problem) => (
            <List.Item key={problem}>{problem}</List.Item>
          ))}
        </List>
        Do not use this file. Run the export again, and tell your administrator.
      </Alert>
    )
  }
  return (
    <Alert
      color="green"
      icon={<IconCircleCheck aria-hidden />}
      title="Verified: unchanged"
      role="status"
      w="100%"
      style={{ order: 1 }}
    >
      The stored file was read again:{' '}
      {rows === null ? '' : `${formatCount(locale, rows)} ${plural(rows, 'row')}, `}
      {formatBytes(locale, bytes)}, hash and signature as in the manifest.
    </Alert>
  )
}
