'use client'

import { Badge, Button, Paper, Table, VisuallyHidden } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconBell } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { EmptyState } from '#src/components/empty-state.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { PageNumbers } from '#src/components/tables/page-numbers.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { AlertResource } from '../../alerts/schema.ts'
import { acknowledgeAlertAction } from '../../console/actions.ts'
import { severityColors } from '../labels.ts'
import { Money } from '../money.tsx'

export function AlertsPage({
  alerts,
  page,
  pages,
}: {
  alerts: AlertResource[]
  page: number
  pages: number
}) {
  const router = useRouter()
  async function acknowledge(id: string) {
    const answer = await settleAction(acknowledgeAlertAction(id))
    if (!answer.ok) notifications.show({ message: answer.problem.message, color: 'red' })
    router.refresh()
  }
  return (
    <>
      <PageHeader
        title="Alerts"
        description="Budgets that are nearly used up, and money that does not add up."
      />
      {alerts.length === 0 ? (
        <Paper>
          <EmptyState icon={<IconBell aria-hidden />} title="No alerts">
            An alert appears here when a budget passes one of its thresholds.
          </EmptyState>
        </Paper>
      ) : (
        <WideTable
          label="Alerts"
          width="46rem"
          head={
            <Table.Tr>
              <Table.Th>When</Table.Th>
              <Table.Th>Severity</Table.Th>
              <Table.Th>What</Table.Th>
              <Table.Th ta="right">Committed</Table.Th>
              <Table.Th w={150}>
                <VisuallyHidden>Actions</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          }
        >
          {alerts.map((alert) => (
            <Table.Tr key={alert.id}>
              <Table.Td>
                <Timestamp at={alert.created_at} />
              </Table.Td>
              <Table.Td>
                <Badge color={severityColors[alert.severity]}>{alert.severity}</Badge>
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{alert.message}</Table.Td>
              <Table.Td ta="right">
                {alert.value !== null && alert.currency ? (
                  <Money value={alert.value} currency={alert.currency} />
                ) : (
                  '–'
                )}
              </Table.Td>
              <Table.Td ta="right">
                {alert.acknowledged_at ? (
                  'Acknowledged'
                ) : (
                  <Button size="compact-sm" variant="default" onClick={() => acknowledge(alert.id)}>
                    Acknowledge
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </WideTable>
      )}
      <PageNumbers page={page} pages={pages} />
    </>
  )
}
