'use client'

import { Code, Stack, Table, Text } from '@mantine/core'
import { Card } from '#src/components/card.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatCount } from '#src/components/format/quantities.ts'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { BackLink } from '#src/components/links/back-link.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { QueryResource } from '../../record/schema.ts'
import { TimeChart } from '../charts/lazy-chart.tsx'
import { formatDuration } from '../labels.ts'

/** One statement: its text, its time as it changed, and its plans. */
export function QueryPage({ query }: { query: QueryResource }) {
  const { locale } = useFormats()
  return (
    <>
      <BackLink href="/insights/database" label="Database" />
      <PageHeader
        title="Statement"
        description={`${formatCount(locale, query.calls)} calls in the last 24 hours, ${formatDuration(locale, query.mean_ms)} each.`}
      />
      <Stack gap="md">
        <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {query.query}
        </Code>
        <Card title="Time per call">
          {query.history.length === 0 ? (
            <Text size="sm" c="dimmed">
              It was not run in the last 24 hours. It was last seen{' '}
              <Timestamp at={query.last_seen_at} relative />.
            </Text>
          ) : (
            <Stack gap="md">
              <TimeChart
                label="Milliseconds per call"
                series={[{ name: 'mean_ms', label: 'Milliseconds per call', color: 'petrol.6' }]}
                points={query.history.map(({ at, mean_ms }) => ({ at, mean_ms }))}
              />
              <History query={query} />
            </Stack>
          )}
        </Card>
        <Card title="Plans">
          {query.plans.length === 0 ? (
            <Text size="sm" c="dimmed">
              None yet. The statements that take most time are planned every hour, without being run.
            </Text>
          ) : (
            query.plans.map(({ planned_at, lines }) => (
              <div key={planned_at}>
                <Text size="sm" c="dimmed" component="div">
                  Since <Timestamp at={planned_at} />
                </Text>
                <Code block mb="sm" style={{ overflowX: 'auto' }} tabIndex={0}>
                  {lines.join('\n')}
                </Code>
              </div>
            ))
          )}
        </Card>
      </Stack>
    </>
  )
}

const shownSteps = 24

function History({ query: { history } }: { query: QueryResource }) {
  const { locale } = useFormats()
  return (
    <WideTable
      label="History"
      width="28rem"
      head={
        <Table.Tr>
          <Table.Th>From</Table.Th>
          <Table.Th ta="right">Calls</Table.Th>
          <Table.Th ta="right">Time</Table.Th>
          <Table.Th ta="right">Time per call</Table.Th>
        </Table.Tr>
      }
    >
      {history
        .slice(-shownSteps)
        .reverse()
        .map(({ at, calls, total_ms, mean_ms }) => (
          <Table.Tr key={at}>
            <Table.Td>
              <Timestamp at={at} />
            </Table.Td>
            <Table.Td ta="right">{formatCount(locale, calls)}</Table.Td>
            <Table.Td ta="right">{formatDuration(locale, total_ms)}</Table.Td>
            <Table.Td ta="right">{formatDuration(locale, mean_ms)}</Table.Td>
          </Table.Tr>
        ))}
    </WideTable>
  )
}
