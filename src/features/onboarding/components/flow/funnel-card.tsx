'use client'

import { Progress, Table, Text } from '@mantine/core'
import { Card } from '#src/components/card.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { FunnelResource } from '../../analytics/schema.ts'
import { percent } from '../labels.ts'

/** Step by step, who got there and who got no further. */
export function FunnelCard({ funnel: { version, journeys, steps } }: { funnel: FunnelResource }) {
  return (
    <Card title="Funnel">
      <Text size="sm" c="dimmed" mb="sm">
        Version {version} in the last 30 days: {journeys} {journeys === 1 ? 'learner' : 'learners'}. What was
        done before is in its own column.
      </Text>
      <WideTable
        label="Table of the funnel"
        width="44rem"
        head={
          <Table.Tr>
            <Table.Th>Step</Table.Th>
            <Table.Th ta="right">Done before</Table.Th>
            <Table.Th ta="right">Reached</Table.Th>
            <Table.Th ta="right">Completed</Table.Th>
            <Table.Th ta="right">Skipped</Table.Th>
            <Table.Th ta="right">Help</Table.Th>
            <Table.Th>Drop-off</Table.Th>
          </Table.Tr>
        }
      >
        {steps.map((step) => (
          <Table.Tr key={step.step_id}>
            <Table.Td>{step.title}</Table.Td>
            <Table.Td ta="right">{step.prior}</Table.Td>
            <Table.Td ta="right">{step.reached}</Table.Td>
            <Table.Td ta="right">{step.completed}</Table.Td>
            <Table.Td ta="right">{step.skipped}</Table.Td>
            <Table.Td ta="right">{step.asked_for_help}</Table.Td>
            <Table.Td>
              <Text size="sm">{percent(step.drop_off)}</Text>
              <Progress
                value={100 * (step.drop_off ?? 0)}
                size="xs"
                aria-label={`Drop-off of ${step.title}: ${percent(step.drop_off)}`}
              />
            </Table.Td>
          </Table.Tr>
        ))}
      </WideTable>
    </Card>
  )
}
