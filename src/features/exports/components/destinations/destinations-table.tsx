'use client'

import { Anchor, Badge, Group, Paper, ScrollArea, Table, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconKey, IconSend } from '@tabler/icons-react'
import Link from 'next/link'
import { EmptyState } from '#src/components/empty-state.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import type { Destination } from '../../destinations/record/schema.ts'
import { kindLabels } from './kind-labels.ts'

export function DestinationsTable({ destinations }: { destinations: Destination[] }) {
  if (destinations.length === 0) {
    return (
      <Paper>
        <EmptyState
          icon={<IconSend aria-hidden />}
          title="No destinations yet"
          action={<LinkButton href="/settings/destinations/new">New destination</LinkButton>}
        >
          Add a webhook, an S3 bucket or an SFTP server, and exports can be delivered there automatically.
        </EmptyState>
      </Paper>
    )
  }
  return (
    <Paper style={{ overflow: 'hidden' }}>
      <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': 'Destinations' }}>
        <Table miw="40rem">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Name</Table.Th>
              <Table.Th>Kind</Table.Th>
              <Table.Th>Last test</Table.Th>
              <Table.Th>Changed</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {destinations.map((destination) => (
              <Table.Tr key={destination.id}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  <Anchor
                    component={Link}
                    href={`/settings/destinations/${destination.id}`}
                    fw={600}
                    size="sm"
                  >
                    {destination.name}
                  </Anchor>
                  <Text size="xs" c="dimmed">
                    {destination.target}
                  </Text>
                </Table.Td>
                <Table.Td>{kindLabels[destination.kind].label}</Table.Td>
                <Table.Td>
                  <TestResult destination={destination} />
                </Table.Td>
                <Table.Td>
                  <Timestamp at={destination.updated_at} relative />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
    </Paper>
  )
}

function TestResult({ destination: { is_ready, last_test } }: { destination: Destination }) {
  if (!is_ready) {
    return (
      <Badge color="amber" leftSection={<IconKey size={13} aria-hidden />}>
        Host key not confirmed
      </Badge>
    )
  }
  if (!last_test) return 'Never'
  const Icon = last_test.passed ? IconCircleCheck : IconAlertTriangle
  return (
    <Group gap="xs">
      <Badge color={last_test.passed ? 'green' : 'red'} leftSection={<Icon size={13} aria-hidden />}>
        {last_test.passed ? 'Works' : 'Failed'}
      </Badge>
      <Timestamp at={last_test.at} relative />
    </Group>
  )
}
