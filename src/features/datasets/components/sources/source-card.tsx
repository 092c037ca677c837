'use client'

import { Alert, Badge, Button, Code, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconTrash } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { checkSourceAction, deleteSourceAction } from '#src/features/sources/actions.ts'
import type { Source } from '#src/features/sources/record/schema.ts'
import { SourceState } from './sources-table.tsx'
import { tlsLabels } from './tls-labels.ts'

/** Where a source is, how it is, and what to do about that. */
export function SourceCard({ initial }: { initial: Source }) {
  const router = useRouter()
  const [source, setSource] = useState(initial)
  const [busy, setBusy] = useState<'check' | 'delete'>()
  const [problem, setProblem] = useState<string>()

  async function check() {
    setBusy('check')
    const answer = await settleAction(checkSourceAction(source.id))
    setBusy(undefined)
    if (answer.ok) setSource(answer.data)
    setProblem(answer.ok ? undefined : answer.problem.message)
  }

  async function remove() {
    setBusy('delete')
    const answer = await settleAction(deleteSourceAction(source.id))
    setBusy(undefined)
    if (!answer.ok) return setProblem(answer.problem.message)
    router.push('/data/sources')
    router.refresh()
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
          <Button variant="default" onClick={check} loading={busy === 'check'}>
            Check now
          </Button>
          <Button
            variant="default"
            leftSection={<IconTrash size={17} aria-hidden />}
            onClick={remove}
            loading={busy === 'delete'}
          >
            Remove
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}
