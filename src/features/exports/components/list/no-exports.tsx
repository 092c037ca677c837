'use client'

import { Paper } from '@mantine/core'
import { IconFiles, IconFilterOff, IconPackageExport } from '@tabler/icons-react'
import { EmptyState } from '#src/components/empty-state.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import { isFiltered, type ListQuery, listHref, withoutFilters } from '../../record/list-params.ts'

export function NoExports({ query, mayCreate }: { query: ListQuery; mayCreate: boolean }) {
  if (!isFiltered(query) && query.page > 1) {
    return (
      <Paper>
        <EmptyState
          icon={<IconFiles aria-hidden />}
          title={`There is no page ${query.page}`}
          action={
            <LinkButton href={listHref({ ...query, page: 1 })} variant="default" mt="xs">
              Go to the first page
            </LinkButton>
          }
        >
          The list has fewer pages than that.
        </EmptyState>
      </Paper>
    )
  }
  if (isFiltered(query)) {
    return (
      <Paper>
        <EmptyState
          icon={<IconFilterOff aria-hidden />}
          title="No exports match these filters"
          action={
            <LinkButton href={listHref(withoutFilters(query))} variant="default" mt="xs">
              Show all exports
            </LinkButton>
          }
        >
          Remove a filter, or show all exports.
        </EmptyState>
      </Paper>
    )
  }
  return (
    <Paper>
      <EmptyState
        icon={<IconPackageExport aria-hidden />}
        title={mayCreate ? 'No exports yet' : 'Nothing has been shared with you yet'}
        action={
          mayCreate ? (
            <LinkButton href="/exports/new" mt="xs">
              New export
            </LinkButton>
          ) : null
        }
      >
        {mayCreate
          ? 'Choose a dataset, the rows and columns you need, and a format. The file comes with a proof of what is in it.'
          : 'When someone shares an export with you, it appears here for you to open and download.'}
      </EmptyState>
    </Paper>
  )
}
