'use client'

import { Stack, Text } from '@mantine/core'
import { Card } from '#src/components/card.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatMilliseconds } from '#src/components/format/quantities.ts'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import type { ExportDetails } from '../../record/details-schema.ts'
import { inWords } from '../export-state.ts'

type Attempt = NonNullable<ExportDetails['attempts']>[number]

export function AttemptsCard({ attempts }: { attempts: Attempt[] }) {
  if (attempts.length === 0) return null
  return (
    <Card title={attempts.length === 1 ? 'One attempt' : `${attempts.length} attempts`}>
      <Stack gap="sm">
        {attempts.map((attempt) => (
          <AttemptLine key={attempt.attempt} attempt={attempt} />
        ))}
      </Stack>
    </Card>
  )
}

function AttemptLine({
  attempt: { attempt, worker_node, started_at, ended_at, outcome, error_code },
}: {
  attempt: Attempt
}) {
  const { locale } = useFormats()
  const took = ended_at
    ? formatMilliseconds(locale, Date.parse(ended_at) - Date.parse(started_at))
    : undefined
  return (
    <div>
      <Text size="sm">
        {attempt}. {outcome ? inWords(outcome) : 'Running'}
        {took ? ` after ${took}` : ''} on {worker_node}
      </Text>
      {error_code ? (
        <Text size="sm" c="red">
          {inWords(error_code)}
        </Text>
      ) : null}
      <Text size="xs" c="dimmed" component="div">
        <Timestamp at={started_at} withSeconds />
      </Text>
    </div>
  )
}
