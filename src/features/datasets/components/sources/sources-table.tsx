'use client'

import { Anchor, Badge, Paper, Table, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconDatabase } from '@tabler/icons-react'
import Link from 'next/link'
import { EmptyState } from '#src/components/empty-state.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { Source } from '#src/features/sources/record/schema.ts'

export function SourcesTable({ sources }: { sources: Source[] }) {
  if (sources.length === 0) {
    return (
      <Paper>
        <EmptyState
          icon={<IconDatabase aria-hidden />}
          title="No sources yet"
          action={<LinkButton href="/data/sources/new">Connect a database</LinkButton>}
        >
          Connect a PostgreSQL database of yours, choose a table, and export it like any other data here.
        </EmptyState>
      </Paper>
    )
  }
  return (
    <WideTable
      label="Sources"
      width="40rem"
      head={
        <Table.Tr>
          <Table.Th>Name</Table.Th>
          <Table.Th>State</Table.Th>
          <Table.Th>Server</Table.Th>
          <Table.Th>Checked</Table.Th>
        </Table.Tr>
      }
    >
      {sources.map((source) => (
        <Table.Tr key={source.id}>
          <Table.Td style={{ overflowWrap: 'anywhere' }}>
            <Anchor component={Link} href={`/data/sources/${source.id}`} fw={600} size="sm">
              {source.name}
            </Anchor>
            <Text size="xs" c="dimmed">
              {source.user} at {source.host}:{source.port}/{source.database}
            </Text>
          </Table.Td>
          <Table.Td>
            <SourceState state={source.state} />
          </Table.Td>
          <Table.Td>
            PostgreSQL {source.findings?.version.split(' ')[0]}
            {source.findings?.is_replica ? ', replica' : ''}
          </Table.Td>
          <Table.Td>{source.checked_at ? <Timestamp at={source.checked_at} relative /> : 'Never'}</Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  )
}

export function SourceState({ state }: Pick<Source, 'state'>) {
  const isOk = state === 'ok'
  const Icon = isOk ? IconCircleCheck : IconAlertTriangle
  return (
    <Badge color={isOk ? 'green' : 'red'} leftSection={<Icon size={13} aria-hidden />}>
      {isOk ? 'Works' : 'Cannot be read'}
    </Badge>
  )
}
