'use client'

import { Button, Table, Text, VisuallyHidden } from '@mantine/core'
import { Price } from '#src/components/format/price.tsx'
import { Count } from '#src/components/format/quantity.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { CountLineResource } from '../../counts/lines/schema.ts'

interface Props {
  lines: CountLineResource[]
  isHidden: boolean
  /** Absent: nobody counts any more. */
  onChoose: ((line: CountLineResource) => void) | undefined
}

/** The lines in the order in which they are walked; narrow while they are counted, with their values later. */
export function LinesTable({ lines, isHidden, onChoose }: Props) {
  return (
    <WideTable
      label="Table of lines"
      width={isHidden ? '0' : '44rem'}
      head={
        <Table.Tr>
          <Table.Th>Bin</Table.Th>
          <Table.Th>Item</Table.Th>
          <Table.Th ta="right">Counted</Table.Th>
          {isHidden ? null : (
            <>
              <Table.Th ta="right">Expected</Table.Th>
              <Table.Th ta="right">Difference</Table.Th>
              <Table.Th ta="right">Value</Table.Th>
            </>
          )}
          {onChoose ? (
            <Table.Th>
              <VisuallyHidden>Actions</VisuallyHidden>
            </Table.Th>
          ) : null}
        </Table.Tr>
      }
    >
      {lines.map((line) => (
        <Table.Tr key={line.item_id}>
          <Table.Td style={{ whiteSpace: 'nowrap' }}>{line.bin ?? '–'}</Table.Td>
          <Table.Td style={{ overflowWrap: 'anywhere' }}>
            {line.name}
            <Text size="xs" c="dimmed">
              {line.sku}
              {line.recounts > 0 ? `, counted ${line.recounts + 1} times` : ''}
            </Text>
          </Table.Td>
          <Table.Td ta="right">{line.counted === null ? '–' : <Count value={line.counted} />}</Table.Td>
          {isHidden ? null : (
            <>
              <Table.Td ta="right">{line.expected === null ? '–' : <Count value={line.expected} />}</Table.Td>
              <Table.Td ta="right" fw={line.difference ? 600 : 400}>
                {line.difference === null ? '–' : <Count value={line.difference} />}
              </Table.Td>
              <Table.Td ta="right">
                <Price price={line.value} currency={line.currency} />
              </Table.Td>
            </>
          )}
          {onChoose ? (
            <Table.Td ta="right">
              <Button
                size="compact-sm"
                variant="default"
                aria-label={`Count ${line.sku}${line.counted === null ? '' : ' again'}`}
                onClick={() => onChoose(line)}
              >
                {line.counted === null ? 'Count' : 'Again'}
              </Button>
            </Table.Td>
          ) : null}
        </Table.Tr>
      ))}
    </WideTable>
  )
}
