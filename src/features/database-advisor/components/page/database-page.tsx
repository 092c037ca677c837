'use client'

import { Alert, Stack } from '@mantine/core'
import { LinkButton } from '#src/components/link-button.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import type { AdviceResource, DatabaseResource, QueryFigures } from '../../record/schema.ts'
import { AdviceList } from '../advice/advice-list.tsx'
import { MonitorCard } from './monitor-card.tsx'
import { QueryTable } from './query-table.tsx'

interface Props {
  database: DatabaseResource
  queries: QueryFigures[]
  by: string
  advice: AdviceResource[]
  status: AdviceResource['status']
  page: number
  pages: number
  mayManage: boolean
}

/** What the database does, what it spends its time on, and what would make it faster. */
export function DatabasePage({ database, queries, by, ...list }: Props) {
  const { remedy } = database.statements
  return (
    <>
      <PageHeader
        title="Database"
        description="Where the database spends its time, what to do about it, and how well it is, for all companies together."
        actions={
          <LinkButton href="/data/query_stats" variant="default">
            Filter, sort and export
          </LinkButton>
        }
      />
      <Stack gap="md">
        {remedy ? (
          <Alert color="amber" title="Statements are not counted">
            {remedy}
          </Alert>
        ) : null}
        <QueryTable queries={queries} by={by} />
        <MonitorCard database={database} />
        <AdviceList {...list} />
      </Stack>
    </>
  )
}
