'use client'

import { Alert, Badge, Button, Code, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { checkSourceAction } from '#src/features/sources/actions.ts'
import type { Source } from '#src/features/sources/record/schema.ts'
import { SourceState } from './sources-table.tsx'
import { tlsLabels } from './tls-labels.ts'

/** Where a source is, how it is, and what to do about that. */
export function SourceCard({ initial }: { initial: Source }) {
  const [source, setSource] = useState(initial)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()

  async function check() {
    setBusy(true)
    const answer = await settleAction(checkSourceAction(source.id))
    setBusy(false)
    if (answer.ok) setSource(answer.data)
    setProblem(answer.ok ? undefined : answer.problem.message)
  }

  const { findings, tls } = source
  return (
    <Card title="Connection" aside={<SourceState state={source.state} />}>
      <Stack gap="sm" aria-live="polite">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {source.user} at {source.host}:{source.port}/{source.database}
          {findings ? `, PostgreSQL ${findings.version.split(' ')[0]}` : ''}
          {findings?.is_replica ? `, a replica ${Math.round(findings.lag_seconds ?? 0)} seconds behind` : ''}
        </Text>
        <Group gap="xs">
          <Badge color={tls === 'verify-full' ? 'green' : 'amber'}>{tlsLabels[tls]}</Badge>
        </Group>
        {source.problem ? (
          <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title="It cannot be read">
            {source.problem.message} Since <Timestamp at={source.problem.since} />.
          </Alert>
        ) : null}
        {source.advice ? (
          <Alert color="amber" icon={<IconAlertTriangle aria-hidden />} title="This user could also write">
            <Text size="sm" mb={6}>
              Waybill only ever reads. To be sure, connect as a user who cannot write:
            </Text>
            <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {source.advice}
            </Code>
          </Alert>
        ) : null}
        <FormProblem>{problem}</FormProblem>
        <Group gap="xs">
          <Button variant="default" onClick={check} loading={isBusy}>
            Check now
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}
