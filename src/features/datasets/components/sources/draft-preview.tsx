'use client'

import { Skeleton, Table, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import { previewDraftAction } from '../../custom/actions.ts'
import type { CustomDataset, DatasetPreview } from '../../custom/record/schema.ts'
import type { DatasetDescription } from '../../rows/description.ts'
import { cellText } from '../list/cell-text.ts'
import { asRequested, type ChosenColumn } from './column-choice.ts'

interface Props {
  sourceId: string
  relation: { schema: string; name: string }
  columns: ChosenColumn[]
  filters: Record<string, unknown>
  sort?: CustomDataset['default_sort']
}

/** The first rows as they stand in the database now. */
export function DraftPreview({ sourceId, relation: { schema, name }, columns, filters, sort }: Props) {
  const format = useFormats()
  const [chosen] = useDebouncedValue(
    JSON.stringify({ columns: columns.map(asRequested), fixed_filters: filters, default_sort: sort }),
    400,
  )
  const [preview, setPreview] = useState<DatasetPreview>()
  const [problem, setProblem] = useState<string>()

  useEffect(() => {
    const draft = JSON.parse(chosen)
    if (draft.columns.length === 0) return
    let isCurrent = true
    settleAction(previewDraftAction({ source_id: sourceId, schema, name, ...draft })).then((answer) => {
      if (!isCurrent) return
      setProblem(answer.ok ? undefined : answer.problem.message)
      if (answer.ok) setPreview(answer.data)
    })
    return () => {
      isCurrent = false
    }
  }, [sourceId, schema, name, chosen])

  return (
    <Card title="First rows">
      <FormProblem>{problem}</FormProblem>
      {!preview && !problem ? <Skeleton h={120} /> : null}
      {preview && preview.rows.length === 0 ? <Text size="sm">The table has no rows now.</Text> : null}
      {preview && preview.rows.length > 0 ? (
        <WideTable
          label="Rows of the table"
          width={`${preview.columns.length * 8}rem`}
          head={
            <Table.Tr>
              {preview.columns.map(({ key, label }) => (
                <Table.Th key={key}>{label}</Table.Th>
              ))}
            </Table.Tr>
          }
        >
          {preview.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a preview are never moved.
            <Table.Tr key={index}>
              {preview.columns.map((column, at) => (
                <Table.Td key={column.key}>{textOf(column, row[at], format)}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </WideTable>
      ) : null}
    </Card>
  )
}

function textOf(
  { type }: DatasetPreview['columns'][number],
  value: unknown,
  format: { locale: string; timeZone: string },
): string {
  const text = cellText({ type, masked: false } as DatasetDescription['columns'][number], value, format) ?? ''
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
