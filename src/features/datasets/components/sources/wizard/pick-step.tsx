'use client'

import {
  Button,
  Group,
  Pagination,
  Skeleton,
  Stack,
  Table,
  Text,
  TextInput,
  VisuallyHidden,
} from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import { listRelationsAction } from '#src/features/sources/actions.ts'
import type { Relation } from '#src/features/sources/catalogue/schema.ts'
import type { Source } from '#src/features/sources/record/schema.ts'
import { getRelationAction } from '../../../custom/actions.ts'
import type { RelationDetails } from '../../../custom/record/schema.ts'

const kinds: Record<Relation['kind'], string> = {
  table: 'Table',
  partitioned_table: 'Partitioned table',
  view: 'View',
  materialized_view: 'Materialised view',
  foreign_table: 'Foreign table',
}

interface Props {
  source: Source
  onPicked: (details: RelationDetails) => void
}

export function PickStep({ source: { id, name }, onPicked }: Props) {
  const [search, setSearch] = useState('')
  const [settledSearch] = useDebouncedValue(search, 300)
  const [page, setPage] = useState(1)
  const [found, setFound] = useState<{ items: Relation[]; pages: number }>()
  const [picking, setPicking] = useState<string>()
  const [problem, setProblem] = useState<string>()

  useEffect(() => {
    let isCurrent = true
    settleAction(listRelationsAction(id, settledSearch.trim(), page)).then((answer) => {
      if (!isCurrent) return
      setProblem(answer.ok ? undefined : answer.problem.message)
      if (answer.ok) setFound({ items: answer.data.items, pages: answer.data.pagination.pages })
    })
    return () => {
      isCurrent = false
    }
  }, [id, settledSearch, page])

  async function pick(relation: Relation) {
    setPicking(`${relation.schema}.${relation.name}`)
    const answer = await settleAction(getRelationAction(id, relation.schema, relation.name))
    setPicking(undefined)
    if (answer.ok) onPicked(answer.data)
    else setProblem(answer.problem.message)
  }

  return (
    <Card title={`Pick a table of ${name}`}>
      <Stack gap="sm">
        <TextInput
          label="Search"
          placeholder="Schema or table"
          maw="24rem"
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value)
            setPage(1)
          }}
        />
        <FormProblem>{problem}</FormProblem>
        {!found && !problem ? <Skeleton h={160} /> : null}
        {found && found.items.length === 0 ? (
          <Text size="sm">There is no table or view here that this user may see.</Text>
        ) : null}
        {found && found.items.length > 0 ? (
          <WideTable
            label="Tables"
            width="16rem"
            head={
              <Table.Tr>
                <Table.Th>Table</Table.Th>
                <Table.Th visibleFrom="sm">Kind</Table.Th>
                <Table.Th visibleFrom="sm" ta="right">
                  Rows, about
                </Table.Th>
                <Table.Th>
                  <VisuallyHidden>Choice</VisuallyHidden>
                </Table.Th>
              </Table.Tr>
            }
          >
            {found.items.map((relation) => {
              const full = `${relation.schema}.${relation.name}`
              return (
                <Table.Tr key={full}>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>
                    <Text size="sm" fw={600}>
                      {relation.name}
                    </Text>
                    <Text size="xs" c="dimmed">
                      {relation.schema}
                      {relation.comment ? `: ${relation.comment}` : ''}
                    </Text>
                  </Table.Td>
                  <Table.Td visibleFrom="sm">{kinds[relation.kind]}</Table.Td>
                  <Table.Td visibleFrom="sm" ta="right">
                    {relation.estimated_rows?.toLocaleString('en') ?? 'unknown'}
                  </Table.Td>
                  <Table.Td ta="right">
                    <Button
                      variant="default"
                      size="compact-sm"
                      aria-label={`Pick ${full}`}
                      disabled={!relation.is_readable}
                      loading={picking === full}
                      onClick={() => pick(relation)}
                    >
                      {relation.is_readable ? 'Pick' : 'No right to read'}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              )
            })}
          </WideTable>
        ) : null}
        {found && found.pages > 1 ? (
          <Group>
            <Pagination
              total={found.pages}
              value={page}
              onChange={setPage}
              getControlProps={(control) => ({ 'aria-label': `${control} page` })}
            />
          </Group>
        ) : null}
      </Stack>
    </Card>
  )
}
