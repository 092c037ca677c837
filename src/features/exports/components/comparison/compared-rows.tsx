'use client'

import { Stack, Table, Text, Title } from '@mantine/core'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatCount } from '#src/components/format/quantities.ts'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import { type ComparedColumn, ComparedValue, isNumeric } from './compared-value.tsx'

type Values = Record<string, unknown>

interface Props {
  title: string
  columns: ComparedColumn[]
  /** How many there are, of which these are the first. */
  total: number
  /** `before` where a row has other values now. */
  rows: { before?: Values; after: Values }[]
}

/** One kind of rows that differ; of changed ones each changed cell has both values. */
export function ComparedRows({ title, columns, total, rows }: Props) {
  const { locale } = useFormats()
  if (total === 0) return null
  return (
    <Stack gap="xs">
      <Title order={2}>{title}</Title>
      <WideTable
        label={title}
        width={`${columns.length * 9}rem`}
        head={
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column.key} ta={isNumeric(column) ? 'right' : undefined}>
                {column.label}
              </Table.Th>
            ))}
          </Table.Tr>
        }
      >
        {rows.map(({ before, after }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no key of their own and never move.
          <Table.Tr key={index}>
            {columns.map((column) => (
              <Table.Td key={column.key} ta={isNumeric(column) ? 'right' : undefined}>
                <Cell column={column} before={before} after={after} />
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </WideTable>
      {total > rows.length ? (
        <Text size="sm" c="dimmed">
          The first {rows.length} of <span suppressHydrationWarning>{formatCount(locale, total)}</span>
        </Text>
      ) : null}
    </Stack>
  )
}

function Cell({
  column,
  before,
  after,
}: {
  column: ComparedColumn
  before: Values | undefined
  after: Values
}) {
  const { key } = column
  const isChanged = before && JSON.stringify(before[key]) !== JSON.stringify(after[key])
  if (!isChanged) return <ComparedValue column={column} value={after[key]} />
  return (
    <>
      <Text component="del" size="sm" c="dimmed">
        <ComparedValue column={column} value={before[key]} />
      </Text>{' '}
      <Text component="ins" size="sm" fw={600} td="none">
        <ComparedValue column={column} value={after[key]} />
      </Text>
    </>
  )
}
