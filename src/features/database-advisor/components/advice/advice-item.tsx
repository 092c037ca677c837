'use client'

import { Box, Code, Group, Paper, Text, Title } from '@mantine/core'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatBytes } from '#src/components/format/quantities.ts'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { MoveButton } from '#src/components/moves/move-button.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { dismissAdviceAction } from '../../actions.ts'
import type { AdviceResource } from '../../record/schema.ts'
import { kindLabels } from '../labels.ts'
import { type Served, ServedStatements } from './served-statements.tsx'

/** One piece of advice: what, why, the statement, and the decision. */
export function AdviceItem({ advice, mayManage }: { advice: AdviceResource; mayManage: boolean }) {
  const { locale } = useFormats()
  const served = (advice.evidence.statements ?? []) as Served[]
  const title = advice.index_name ?? advice.subject
  return (
    <Paper component="article" aria-label={title} p="md" withBorder>
      <Group justify="space-between" align="flex-start" gap="xs">
        <div style={{ minWidth: 0, flex: '1 1 14rem' }}>
          <Title order={3} style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {advice.reason}
          </Text>
        </div>
        <StatusBadge {...kindLabels[advice.kind]} />
      </Group>
      {advice.statement ? (
        <Code block mt="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {`${advice.statement};`}
        </Code>
      ) : null}
      {served.length > 0 ? (
        <Box mt="sm">
          <ServedStatements served={served} label={title} />
        </Box>
      ) : null}
      <Group justify="space-between" mt="sm" gap="xs">
        <Text size="sm" c="dimmed" component="div" suppressHydrationWarning>
          Found <Timestamp at={advice.found_at} relative />
          {advice.bytes === null ? null : `, ${formatBytes(locale, advice.bytes)}`}
        </Text>
        {mayManage && advice.status === 'open' ? (
          <MoveButton
            label="Dismiss"
            title={`Dismiss the advice on ${title}?`}
            explanation="Nothing is changed in the database, and this is not advised again."
            done="Dismissed."
            move={() => dismissAdviceAction(advice.id)}
          />
        ) : null}
      </Group>
    </Paper>
  )
}
