'use client'

import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  NativeSelect,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useState } from 'react'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import { audienceLabels, type ColumnChoice, nameOf } from './column-choice.ts'

interface Props {
  columns: ColumnChoice[]
  onChange: (columns: ColumnChoice[]) => void
}

/** Which columns a dataset has, in which order, under which labels, and who sees them. */
export function ColumnsTable({ columns, onChange }: Props) {
  const [search, setSearch] = useState('')
  const text = search.trim().toLowerCase()
  const isFound = (column: ColumnChoice) => `${nameOf(column)}\n${column.label}`.toLowerCase().includes(text)
  const found = columns.filter(isFound)
  const change = (column: ColumnChoice, changes: Partial<ColumnChoice>) =>
    onChange(columns.map((one) => (one === column ? { ...one, ...changes } : one)))
  const takeFound = (isIn: boolean) => onChange(columns.map((one) => (isFound(one) ? { ...one, isIn } : one)))

  function move(column: ColumnChoice, steps: -1 | 1) {
    const index = columns.indexOf(column)
    onChange(columns.toSpliced(index, 1).toSpliced(index + steps, 0, column))
  }

  return (
    <Stack gap="sm">
      <Group gap="xs" align="end">
        <TextInput
          label="Find columns"
          size="xs"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Button size="xs" variant="default" onClick={() => takeFound(true)}>
          Take {text ? 'these' : 'all'}
        </Button>
        <Button size="xs" variant="default" onClick={() => takeFound(false)}>
          Leave {text ? 'these' : 'all'} out
        </Button>
      </Group>
      <WideTable
        label="Every column"
        width="46rem"
        head={
          <Table.Tr>
            <Table.Th>Column</Table.Th>
            <Table.Th>Label</Table.Th>
            <Table.Th>Who sees it</Table.Th>
            <Table.Th>Order</Table.Th>
          </Table.Tr>
        }
      >
        {found.map((column) => (
          <ColumnRow
            key={JSON.stringify([column.via, column.name])}
            column={column}
            isFirst={column === columns[0]}
            isLast={column === columns.at(-1)}
            onChange={(changes) => change(column, changes)}
            onMove={(steps) => move(column, steps)}
          />
        ))}
      </WideTable>
      {found.length === 0 ? <Text size="sm">No column has this in its name or label.</Text> : null}
    </Stack>
  )
}

interface RowProps {
  column: ColumnChoice
  isFirst: boolean
  isLast: boolean
  onChange: (changes: Partial<ColumnChoice>) => void
  onMove: (steps: -1 | 1) => void
}

function ColumnRow({ column, isFirst, isLast, onChange, onMove }: RowProps) {
  const { label, source_type, shown, isIn } = column
  const name = nameOf(column)
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <Checkbox
          label={name}
          description={source_type}
          checked={isIn}
          onChange={(event) => onChange({ isIn: event.currentTarget.checked })}
        />
      </Table.Td>
      <Table.Td>
        <TextInput
          aria-label={`Label of ${name}`}
          size="xs"
          maxLength={100}
          disabled={!isIn}
          value={label}
          onChange={(event) => onChange({ label: event.currentTarget.value })}
        />
      </Table.Td>
      <Table.Td>
        <NativeSelect
          aria-label={`Who sees ${name}`}
          size="xs"
          disabled={!isIn}
          value={shown}
          onChange={(event) => onChange({ shown: event.currentTarget.value as ColumnChoice['shown'] })}
          data={Object.entries(audienceLabels).map(([value, text]) => ({ value, label: text }))}
        />
      </Table.Td>
      <Table.Td>
        <Group gap={2} wrap="nowrap">
          <ActionIcon
            variant="subtle"
            color="gray"
            disabled={isFirst}
            onClick={() => onMove(-1)}
            aria-label={`Move ${name} up`}
          >
            <IconArrowUp size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            disabled={isLast}
            onClick={() => onMove(1)}
            aria-label={`Move ${name} down`}
          >
            <IconArrowDown size={16} aria-hidden />
          </ActionIcon>
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}
