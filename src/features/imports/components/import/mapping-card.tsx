'use client'

import { Stack, Table, Text } from '@mantine/core'
import { Card } from '#src/components/card.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { ImportResource, MappedColumn } from '../../schema.ts'

/** How the file was read: its dialect, and what each of its columns was taken for. */
export function MappingCard({ imported, mapping }: { imported: ImportResource; mapping: MappedColumn[] }) {
  return (
    <Card title="How the file was read">
      <Stack gap="sm">
        {imported.dialect ? <Text size="sm">{sentenceOf(imported.dialect)}</Text> : null}
        <WideTable
          label="Columns"
          width="26rem"
          head={
            <Table.Tr>
              <Table.Th>Column in the file</Table.Th>
              <Table.Th>Imported as</Table.Th>
            </Table.Tr>
          }
        >
          {mapping.map(({ column, label, left_out }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one heading
            <Table.Tr key={index}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{column}</Table.Td>
              <Table.Td c={left_out ? 'dimmed' : undefined}>{left_out ? reasons[left_out] : label}</Table.Td>
            </Table.Tr>
          ))}
        </WideTable>
      </Stack>
    </Card>
  )
}

const reasons = {
  calculated: 'Not imported: it follows from other columns',
  unknown: 'Not imported: no field has this name',
}

const delimiters: Record<string, string> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'vertical bars',
}

function sentenceOf(dialect: NonNullable<ImportResource['dialect']>): string {
  const { delimiter, encoding, sheet, header_row } = dialect
  const headings = `Headings in row ${header_row}.`
  if (delimiter)
    return `CSV in ${encoding?.toUpperCase()}, separated by ${delimiters[delimiter]}. ${headings}`
  return `Excel workbook${sheet ? `, sheet ${sheet}` : ''}. ${headings}`
}
