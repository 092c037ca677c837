'use client'

import { Group, Pagination, Select, Text } from '@mantine/core'
import Link from 'next/link'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatCount, plural } from '#src/components/format/quantities.ts'
import { type ListQuery, listHref, pageSizes, withFilter } from '../../record/list-params.ts'
import type { ExportPage } from '../../record/schema.ts'
import { useListQuery } from './use-list-query.ts'

interface Props {
  pagination: ExportPage['pagination']
  query: ListQuery
}

export function TableFooter({ pagination, query }: Props) {
  const { locale } = useFormats()
  const { show } = useListQuery(query)
  const { page, limit, total, pages } = pagination
  const first = (page - 1) * limit + 1
  const last = Math.min(page * limit, total)
  const range = total > limit ? `${formatCount(locale, first)}–${formatCount(locale, last)} of ` : ''
  const link = (to: number) => ({ component: Link, href: listHref({ ...query, page: to }) })
  const edges = { first: 1, last: pages, previous: Math.max(1, page - 1), next: Math.min(pages, page + 1) }
  return (
    <Group justify="space-between" mt="sm" gap="sm">
      <Text size="sm" c="dimmed">
        {range}
        {formatCount(locale, total)} {plural(total, 'export')}
      </Text>
      {pages > 1 ? (
        <Pagination
          component="nav"
          aria-label="Pages"
          total={pages}
          value={page}
          size="sm"
          getItemProps={link}
          getControlProps={(control) => ({ ...link(edges[control]), 'aria-label': `${control} page` })}
        />
      ) : null}
      {total > pageSizes[0] ? (
        <Select
          size="xs"
          w={128}
          aria-label="Exports per page"
          allowDeselect={false}
          value={String(limit)}
          data={pageSizes.map((size) => ({ value: String(size), label: `${size} per page` }))}
          onChange={(size) => show(withFilter(query, { limit: Number(size) }))}
        />
      ) : null}
    </Group>
  )
}
