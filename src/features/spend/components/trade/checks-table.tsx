'use client'

import { Table, Text } from '@mantine/core'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { CheckResource } from '../../decisions/schema.ts'
import { checkLabels, scopeLabels } from '../labels.ts'
import { Money } from '../money.tsx'

/** What was checked, and how much room there was. */
export function ChecksTable({ checks, currency }: { checks: CheckResource[]; currency: string }) {
  const money = (value: number | undefined) =>
    value === undefined ? '–' : <Money value={value} currency={currency} />
  return (
    <WideTable
      label="Checks of the decision"
      width="44rem"
      head={
        <Table.Tr>
          <Table.Th>Check</Table.Th>
          <Table.Th>Budget</Table.Th>
          <Table.Th ta="right">Cap</Table.Th>
          <Table.Th ta="right">Committed before</Table.Th>
          <Table.Th>Resets</Table.Th>
          <Table.Th>Result</Table.Th>
        </Table.Tr>
      }
    >
      {checks.map((check) => (
        <Table.Tr key={`${check.check} ${check.limit_id}`}>
          <Table.Td>{checkLabels[check.check]}</Table.Td>
          <Table.Td>{check.limit_id ? scopeLabels[check.scope as keyof typeof scopeLabels] : '–'}</Table.Td>
          <Table.Td ta="right">{money(check.cap)}</Table.Td>
          <Table.Td ta="right">{money(check.committed)}</Table.Td>
          <Table.Td>{check.resets_at ? <Timestamp at={check.resets_at} /> : '–'}</Table.Td>
          <Table.Td>
            <Text span size="sm" fw={600} c={check.passed ? undefined : 'red'}>
              {check.passed ? 'Passed' : 'Not passed'}
            </Text>
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  )
}
