'use client'

import { Anchor, Table, Text } from '@mantine/core'
import Link from 'next/link'
import { Card } from '#src/components/card.tsx'
import { Day } from '#src/components/format/day.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { ScopeDetails } from '../../record/schema.ts'
import { clientScopeStatuses } from '../labels.ts'

/** Who has the scope, in which version. */
export function ClientsCard({ scope }: { scope: ScopeDetails }) {
  const { client_scopes: list, client_scopes_total: total } = scope
  return (
    <Card title="Clients">
      {list.length === 0 ? (
        <Text size="sm" c="dimmed">
          No client was offered this scope of work yet.
        </Text>
      ) : (
        <WideTable
          label="Clients of this scope of work"
          width="32rem"
          head={
            <Table.Tr>
              <Table.Th>Client</Table.Th>
              <Table.Th>Version</Table.Th>
              <Table.Th>Status</Table.Th>
              <Table.Th>Starts on</Table.Th>
              <Table.Th>Agreement</Table.Th>
            </Table.Tr>
          }
        >
          {list.map(({ id, client_id, client_name, scope_version, current_version, status, starts_on }) => (
            <Table.Tr key={id}>
              <Table.Td>
                <Anchor component={Link} href={`/clients/${client_id}`} size="sm">
                  {client_name}
                </Anchor>
              </Table.Td>
              <Table.Td>
                {scope_version}
                {scope_version < current_version ? (
                  <Text span inherit c="dimmed">
                    {' '}
                    (now {current_version})
                  </Text>
                ) : null}
              </Table.Td>
              <Table.Td>
                <StatusBadge {...clientScopeStatuses[status]} />
              </Table.Td>
              <Table.Td>
                <Day day={starts_on} />
              </Table.Td>
              <Table.Td>
                <Anchor component={Link} href={`/client-scopes/${id}`} size="sm">
                  Open
                </Anchor>
              </Table.Td>
            </Table.Tr>
          ))}
        </WideTable>
      )}
      {total > list.length ? (
        <Text size="sm" c="dimmed" mt="xs">
          The latest {list.length} of {total}.{' '}
          <Anchor component={Link} href="/data/client_sow" size="sm">
            See all
          </Anchor>
        </Text>
      ) : null}
    </Card>
  )
}
