'use client'

import { Table, Text } from '@mantine/core'
import { Count } from '#src/components/format/quantity.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { LevelResource } from '../../schema.ts'

export function LevelsTable({ levels }: { levels: LevelResource[] }) {
  if (levels.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        This item lies nowhere yet. Post a receipt to bring stock in.
      </Text>
    )
  }
  return (
    <WideTable
      label="Stock by location"
      width="44rem"
      head={
        <Table.Tr>
          <Table.Th>Location</Table.Th>
          <Table.Th>Bin</Table.Th>
          <Table.Th ta="right">On hand</Table.Th>
          <Table.Th ta="right">Reserved</Table.Th>
          <Table.Th ta="right">Available</Table.Th>
          <Table.Th ta="right">Reorder at</Table.Th>
          <Table.Th>Last counted</Table.Th>
        </Table.Tr>
      }
    >
      {levels.map((level) => (
        <Table.Tr key={level.locationId}>
          <Table.Td>{level.locationName}</Table.Td>
          <Table.Td>{level.bin ?? '–'}</Table.Td>
          <Table.Td ta="right">
            <Count value={level.onHand} />
          </Table.Td>
          <Table.Td ta="right">
            <Count value={level.reserved} />
          </Table.Td>
          <Table.Td ta="right" fw={600}>
            <Count value={level.available} />
          </Table.Td>
          <Table.Td ta="right">
            <Count value={level.reorderPoint} />
          </Table.Td>
          <Table.Td>
            {level.lastCountedAt ? <Timestamp at={level.lastCountedAt} relative /> : 'Never'}
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  )
}
