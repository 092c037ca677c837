'use client'

import { Anchor, Table, Text } from '@mantine/core'
import Link from 'next/link'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatCount } from '#src/components/format/quantities.ts'
import { WideTable } from '#src/components/tables/wide-table.tsx'

export interface Served {
  fingerprint: string
  query: string
  calls: number
  cost_before: number
  cost_after: number
  is_less_sure: boolean
}

/** What each statement costs without the index and with it, as it is planned on the clone. */
export function ServedStatements({ served, label }: { served: Served[]; label: string }) {
  const { locale } = useFormats()
  return (
    <>
      <WideTable
        label={`Statements: ${label}`}
        width="34rem"
        head={
          <Table.Tr>
            <Table.Th>Statement</Table.Th>
            <Table.Th ta="right">Calls</Table.Th>
            <Table.Th ta="right">Cost before</Table.Th>
            <Table.Th ta="right">Cost after</Table.Th>
          </Table.Tr>
        }
      >
        {served.map(({ fingerprint, query, calls, cost_before, cost_after, is_less_sure }) => (
          <Table.Tr key={fingerprint}>
            <Table.Td maw="20rem">
              <Anchor
                component={Link}
                href={`/insights/database/${fingerprint}`}
                size="sm"
                ff="monospace"
                lineClamp={2}
              >
                {query}
              </Anchor>
            </Table.Td>
            <Table.Td ta="right">{formatCount(locale, calls)}</Table.Td>
            <Table.Td ta="right">
              {is_less_sure ? '≈ ' : ''}
              {formatCount(locale, cost_before)}
            </Table.Td>
            <Table.Td ta="right">
              {is_less_sure ? '≈ ' : ''}
              {formatCount(locale, cost_after)}
            </Table.Td>
          </Table.Tr>
        ))}
      </WideTable>
      {served.some(({ is_less_sure }) => is_less_sure) ? (
        <Text size="sm" c="dimmed" mt={4}>
          ≈: the empty copy planned it in another way than the database, so that the figures are less sure.
        </Text>
      ) : null}
    </>
  )
}
