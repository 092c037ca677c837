'use client'

import { Button, Group, Paper, ScrollArea, Table, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDownload, IconTable } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatInstant } from '#src/components/format/instants.ts'
import { formatCount } from '#src/components/format/quantities.ts'
import { csvText } from './csv-text.ts'

type Value = string | number | null

export interface FigureTable {
  columns: string[]
  /** As they stand in the CSV: numbers without units. */
  rows: Value[][]
}

interface Props {
  title: string
  description?: string
  /** The file's name without its ending. */
  fileName: string
  table: FigureTable
  /** Absent: the table is all there is, and always open. */
  chart?: ReactNode
  /** What to say instead of an empty table. */
  empty: string
}

/** A chart with its table and its CSV. */
export function Figure({ title, description, fileName, table, chart, empty }: Props) {
  const [isOpen, { toggle }] = useDisclosure(chart === undefined)
  const id = useId()
  const isEmpty = table.rows.length === 0

  function download() {
    const address = URL.createObjectURL(new Blob([csvText(table.columns, table.rows)], { type: 'text/csv' }))
    const link = document.createElement('a')
    link.href = address
    link.download = `${fileName}.csv`
    link.click()
    URL.revokeObjectURL(address)
  }

  return (
    <Paper component="section" aria-label={title} p="md">
      <Title order={2}>{title}</Title>
      {description ? (
        <Text size="sm" c="dimmed">
          {description}
        </Text>
      ) : null}
      {isEmpty ? (
        <Text size="sm" mt="sm">
          {empty}
        </Text>
      ) : (
        <>
          {chart}
          <Group gap="xs" mt="sm">
            {chart ? (
              <Button
                variant="subtle"
                size="compact-sm"
                leftSection={<IconTable size={15} aria-hidden />}
                aria-expanded={isOpen}
                aria-controls={id}
                onClick={toggle}
              >
                {isOpen ? 'Hide table' : 'Show table'}
              </Button>
            ) : null}
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconDownload size={15} aria-hidden />}
              onClick={download}
              aria-label={`Download CSV: ${title}`}
            >
              CSV
            </Button>
          </Group>
          <div id={id}>{isOpen ? <Values title={title} table={table} /> : null}</div>
        </>
      )}
    </Paper>
  )
}

function Values({ title, table }: { title: string; table: FigureTable }) {
  const formats = useFormats()
  const isNumber = (index: number) => table.rows.some((row) => typeof row[index] === 'number')
  return (
    <ScrollArea.Autosize
      mah={360}
      type="auto"
      mt="xs"
      viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': `Table: ${title}` }}
    >
      <Table fz="sm" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            {table.columns.map((column, index) => (
              <Table.Th key={column} ta={isNumber(index) ? 'right' : 'left'}>
                {column}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {table.rows.map((row) => (
            <Table.Tr key={row.join('|')}>
              {row.map((value, index) => (
                <Table.Td
                  key={table.columns[index]}
                  ta={isNumber(index) ? 'right' : 'left'}
                  suppressHydrationWarning
                >
                  {shown(value, formats)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  )
}

/** Instants stand in the CSV as ISO 8601, and on screen as everywhere else. */
function shown(value: Value, formats: { locale: string; timeZone: string }): string {
  if (value === null) return '–'
  if (typeof value === 'number') return formatCount(formats.locale, value)
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? formatInstant(value, formats) : value
}
