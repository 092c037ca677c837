'use client'

import { Alert, List, Paper, Skeleton, Stack } from '@mantine/core'
import { IconAlertTriangle, IconFilterOff, IconTable } from '@tabler/icons-react'
import { EmptyState } from '#src/components/empty-state.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import type { Problem } from '#src/lib/http/action.ts'
import type { DatasetDescription } from '../../rows/description.ts'
import { type ListState, listHref } from '../state/list-state.ts'

interface Props {
  dataset: DatasetDescription
  state: ListState
}

export function NoRows({ dataset, state }: Props) {
  const isFiltered = Object.keys(state.filters).length > 0
  if (!isFiltered && !state.cursor) {
    return (
      <Paper>
        <EmptyState icon={<IconTable aria-hidden />} title={`No rows in ${dataset.label} yet`}>
          Rows appear here as soon as your company has some.
        </EmptyState>
      </Paper>
    )
  }
  return (
    <Paper>
      <EmptyState
        icon={<IconFilterOff aria-hidden />}
        title="No rows match these filters"
        action={
          <LinkButton
            href={listHref(dataset.key, { ...state, filters: {}, cursor: undefined })}
            variant="default"
            mt="xs"
          >
            Show all rows
          </LinkButton>
        }
      >
        Remove a filter, or show all rows.
      </EmptyState>
    </Paper>
  )
}

/** Why the rows are not there, and the way back to a list that works. */
export function ListProblem({ dataset, problem }: { dataset: DatasetDescription; problem: Problem }) {
  const isAddress = problem.code === 'invalid_request'
  return (
    <Alert
      color="red"
      role="alert"
      icon={<IconAlertTriangle aria-hidden />}
      title={isAddress ? 'This page address is not valid' : 'The rows could not be read'}
    >
      <Stack gap="sm" align="start">
        {isAddress ? (
          <List size="sm">
            {problem.errors.map(({ path, message }) => (
              <List.Item key={path}>
                {path}: {message}
              </List.Item>
            ))}
          </List>
        ) : (
          problem.message
        )}
        <LinkButton href={`/data/${dataset.key}`} variant="default" size="xs">
          Show all rows
        </LinkButton>
      </Stack>
    </Alert>
  )
}

const lines = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']

export function RowsSkeleton() {
  return (
    <Paper p="md" role="status" aria-label="Loading rows">
      <Stack gap={14}>
        <Skeleton height={14} width="52%" />
        {lines.map((line) => (
          <Skeleton key={line} height={22} />
        ))}
      </Stack>
    </Paper>
  )
}
