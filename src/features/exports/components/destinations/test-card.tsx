'use client'

import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconKey } from '@tabler/icons-react'
import { useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { updateDestinationAction } from '../../destinations/actions.ts'
import type { Destination } from '../../destinations/record/schema.ts'
import { useTest } from './use-test.ts'

/** Tries a destination out, and lets an admin confirm the key of an SFTP server. */
export function TestCard({ initial }: { initial: Destination }) {
  const { destination, problem, setProblem, test, refresh } = useTest(initial)
  const [isConfirming, setConfirming] = useState(false)
  const { id, version, settings, is_testing, is_ready, last_test: result } = destination
  const shown = is_ready ? null : (result?.host_key ?? null)

  async function confirm() {
    setConfirming(true)
    const answer = await settleAction(
      updateDestinationAction({ id, version, settings: { ...settings, host_key: shown } }),
    )
    if (answer.ok) {
      await test()
      refresh()
    } else setProblem(answer.problem.message)
    setConfirming(false)
  }

  return (
    <Card title="Test">
      <Stack gap="sm" aria-live="polite">
        {result ? (
          <Alert
            color={shown ? 'amber' : result.passed ? 'green' : 'red'}
            icon={
              shown ? (
                <IconKey aria-hidden />
              ) : result.passed ? (
                <IconCircleCheck aria-hidden />
              ) : (
                <IconAlertTriangle aria-hidden />
              )
            }
            title={shown ? 'Confirm the host key' : result.passed ? 'It works' : 'It does not work'}
          >
            <Stack gap={6}>
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {result.message}
              </Text>
              {shown ? <Code style={{ overflowWrap: 'anywhere' }}>{shown}</Code> : null}
              <Text size="xs" component="div">
                <Timestamp at={result.at} withSeconds />
              </Text>
            </Stack>
          </Alert>
        ) : (
          <Text size="sm">
            Not tested yet. A test sends a webhook a message, and writes a small file elsewhere and removes
            it.
          </Text>
        )}
        <FormProblem>{problem}</FormProblem>
        <Group gap="xs">
          {shown ? (
            <Button onClick={confirm} loading={isConfirming || is_testing}>
              Confirm this key
            </Button>
          ) : null}
          <Button variant="default" onClick={test} loading={is_testing}>
            Test
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}
