'use client'

import { Anchor, Badge, Table, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import Link from 'next/link'
import { Card } from '#src/components/card.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { CustomDataset } from '../../custom/record/schema.ts'

/** What was made of a source's tables. */
export function SourceDatasets({ datasets, total }: { datasets: CustomDataset[]; total: number }) {
  return (
    <Card title="Datasets">
      {datasets.length === 0 ? (
        <Text size="sm">None yet. Pick a table below to make the first.</Text>
      ) : (
        <WideTable
          label="Datasets of this source"
          width="30rem"
          head={
            <Table.Tr>
              <Table.Th>Dataset</Table.Th>
              <Table.Th>Table</Table.Th>
              <Table.Th>State</Table.Th>
            </Table.Tr>
          }
        >
          {datasets.map((dataset) => (
            <Table.Tr key={dataset.key}>
              <Table.Td>
                <Anchor component={Link} href={`/data/${dataset.key}/definition`} fw={600} size="sm">
                  {dataset.label}
                </Anchor>
                <Text size="xs" c="dimmed">
                  {dataset.key}
                </Text>
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {dataset.schema}.{dataset.name}
              </Table.Td>
              <Table.Td>
                <DatasetState state={dataset.state} />
              </Table.Td>
            </Table.Tr>
          ))}
        </WideTable>
      )}
      {total > datasets.length ? (
        <Text size="sm" c="dimmed">
          The first {datasets.length} of {total}. The API lists all of them.
        </Text>
      ) : null}
    </Card>
  )
}

function DatasetState({ state }: Pick<CustomDataset, 'state'>) {
  const isOk = state === 'ok'
  const Icon = isOk ? IconCircleCheck : IconAlertTriangle
  return (
    <Badge color={isOk ? 'green' : 'amber'} leftSection={<Icon size={13} aria-hidden />}>
      {isOk ? 'Fits its table' : 'Needs attention'}
    </Badge>
  )
}
