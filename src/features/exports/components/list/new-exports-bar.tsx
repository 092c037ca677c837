'use client'

import { Button, Paper, Text } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { plural } from '#src/components/format/quantities.ts'
import { type ListQuery, matchesFilters } from '../../record/list-params.ts'
import type { ExportResource } from '../../record/schema.ts'

/** New exports wait here until somebody shows them: rows under a pointer must not jump. */
export function NewExportsBar({ created, query }: { created: ExportResource[]; query: ListQuery }) {
  const router = useRouter()
  const [isLoading, startLoading] = useTransition()
  const count = created.filter((found) => matchesFilters(query, found)).length
  if (count === 0) return null
  return (
    <Paper px="sm" py={6} mb="sm" bg="var(--mantine-primary-color-light)" data-no-print>
      <Text size="sm" component="div" role="status" c="var(--mantine-primary-color-light-color)">
        {count} new {plural(count, 'export')}
        <Button
          variant="white"
          size="compact-sm"
          ml="sm"
          loading={isLoading}
          onClick={() => startLoading(() => router.refresh())}
        >
          Show
        </Button>
      </Text>
    </Paper>
  )
}
