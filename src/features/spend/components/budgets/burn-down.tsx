'use client'

import { Group, Skeleton, Table, Text } from '@mantine/core'
import dynamic from 'next/dynamic'
import { Day } from '#src/components/format/day.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { SpendingResource } from '../../limits/schema.ts'
import { Money } from '../money.tsx'

const Curve = dynamic(() => import('./curve.tsx'), {
  ssr: false,
  loading: () => <Skeleton h={220} mt="sm" />,
})

/** How a budget is used up: as a curve, and as a table that says the same. */
export function BurnDown({ spending }: { spending: SpendingResource }) {
  const { currency, committed, projection, cap, days } = spending
  return (
    <>
      <Group gap="lg" style={{ rowGap: 4 }}>
        <Text size="sm">
          Committed: <Money value={committed} currency={currency} />
        </Text>
        {cap === null ? null : (
          <Text size="sm">
            Cap: <Money value={cap} currency={currency} />
          </Text>
        )}
        {projection === null ? null : (
          <Text size="sm">
            At this rate: <Money value={projection} currency={currency} />
          </Text>
        )}
      </Group>
      {days.length === 0 ? (
        <Text size="sm" c="dimmed" mt="sm">
          Nothing was committed yet.
        </Text>
      ) : (
        <>
          <Curve spending={spending} />
          <WideTable
            label={`Committed by day in ${currency}`}
            width="18rem"
            head={
              <Table.Tr>
                <Table.Th>Day</Table.Th>
                <Table.Th ta="right">Committed by its end</Table.Th>
              </Table.Tr>
            }
          >
            {days.map(({ day, committed: byThen }) => (
              <Table.Tr key={day}>
                <Table.Td>
                  <Day day={day} />
                </Table.Td>
                <Table.Td ta="right">
                  <Money value={byThen} currency={currency} />
                </Table.Td>
              </Table.Tr>
            ))}
          </WideTable>
        </>
      )}
    </>
  )
}
