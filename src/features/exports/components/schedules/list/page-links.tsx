'use client'

import { Pagination } from '@mantine/core'
import Link from 'next/link'
import type { Pagination as Pages } from '#src/lib/operation/operation.ts'

export function PageLinks({ pagination: { page, pages } }: { pagination: Pages }) {
  if (pages < 2) return null
  const link = (to: number) => ({ component: Link, href: `/exports/schedules?page=${to}` })
  const edges = { first: 1, last: pages, previous: Math.max(1, page - 1), next: Math.min(pages, page + 1) }
  return (
    <Pagination
      mt="sm"
      size="sm"
      component="nav"
      aria-label="Pages"
      total={pages}
      value={page}
      getItemProps={link}
      getControlProps={(control) => ({ ...link(edges[control]), 'aria-label': `${control} page` })}
    />
  )
}
