'use client'

import { Alert, List, ScrollArea, Table, Text, Tooltip } from '@mantine/core'
import { IconEyeOff, IconLock } from '@tabler/icons-react'
import { Card } from '#src/components/card.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatInstant } from '#src/components/format/instants.ts'
import { formatDecimal } from '#src/components/format/quantities.ts'
import { Count } from '#src/components/format/quantity.tsx'
import type { Manifest } from '../../proofs/manifest.ts'

type Total = Manifest['control_totals'][number]

/** Columns with their control totals: compare them with the file, or with the books. */
export function ColumnsCard({ manifest }: { manifest: Manifest }) {
  const { columns, control_totals, omitted_columns } = manifest
  const totals = new Map(control_totals.map((total) => [total.key, total]))
  return (
    <Card title="Columns and control totals">
      <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': 'Control totals' }}>
        <Table miw="44rem" verticalSpacing={5} fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Column</Table.Th>
              <Table.Th>Type</Table.Th>
              <Table.Th ta="right">Filled</Table.Th>
              <Table.Th ta="right">Empty</Table.Th>
              <Table.Th ta="right">Sum</Table.Th>
              <Table.Th ta="right">Min</Table.Th>
              <Table.Th ta="right">Max</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {columns.map((column) => (
              <ColumnLine
                key={column.key}
                column={column}
                total={totals.get(column.key)}
                timeZone={manifest.time_zone}
              />
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
      {omitted_columns.length > 0 ? (
        <Alert color="gray" icon={<IconEyeOff aria-hidden />} title="Left out" mt="sm">
          <List size="sm">
            {omitted_columns.map(({ key, label, reason }) => (
              <List.Item key={key}>
                {label}: {reason}
              </List.Item>
            ))}
          </List>
        </Alert>
      ) : null}
    </Card>
  )
}

interface LineProps {
  column: Manifest['columns'][number]
  total: Total | undefined
  timeZone: string
}

function ColumnLine({ column, total, timeZone }: LineProps) {
  const { key, label, type, masked } = column
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={550} style={{ whiteSpace: 'nowrap' }}>
        {label}
        {label.toLowerCase().replaceAll(' ', '_') === key ? null : (
          <Text span size="xs" c="dimmed" ml={6} ff="monospace">
            {key}
          </Text>
        )}
      </Table.Th>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        {type}
        {masked ? (
          <Tooltip label="The file has at most the last four characters">
            <Text span size="xs" c="dimmed" ml={6}>
              <IconLock size={13} aria-hidden /> masked
            </Text>
          </Tooltip>
        ) : null}
      </Table.Td>
      <Table.Td ta="right">{total ? <Count value={total.count} /> : null}</Table.Td>
      <Table.Td ta="right">{total ? <Count value={total.nulls} /> : null}</Table.Td>
      <Value text={total?.sum} note={nonFiniteNote(total?.non_finite)} />
      <Value text={total?.min} timeZone={type === 'timestamp' ? timeZone : undefined} />
      <Value text={total?.max} timeZone={type === 'timestamp' ? timeZone : undefined} />
    </Table.Tr>
  )
}

/** A sum leaves out what is no number, and says so. */
function nonFiniteNote(count = 0): string | undefined {
  if (count === 0) return undefined
  return count === 1 ? '1 value is not a number' : `${count} values are not numbers`
}

interface ValueProps {
  text: string | null | undefined
  /** Under the value. */
  note?: string | undefined
  /** Of a timestamp: shown to the minute, and exactly on hover. */
  timeZone?: string | undefined
}

function Value({ text, note, timeZone }: ValueProps) {
  const { locale } = useFormats()
  if (!text) return <Table.Td />
  const shown = timeZone
    ? formatInstant(text, { locale, timeZone })
    : formatDecimal(locale, shortDecimal(text))
  return (
    <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
      <span title={shown === text ? undefined : text} suppressHydrationWarning>
        {shown}
      </span>
      {note ? (
        <Text size="xs" c="dimmed">
          {note}
        </Text>
      ) : null}
    </Table.Td>
  )
}

/** Two decimals where no other digit is lost: `1250.5000` is shown as `1250.50`. */
function shortDecimal(text: string): string {
  return text.replace(/^(-?\d+\.\d{2}\d*?)0+$/, '$1')
}
