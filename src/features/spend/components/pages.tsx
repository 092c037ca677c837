'use client'

import { Group, Pagination } from '@mantine/core'
import { useRouter } from 'next/navigation'

interface Props {
  page: number
  pages: number
  hrefOf: (page: number) => string
}

/** The way through a list; nothing where it has one page. */
export function Pages({ page, pages, hrefOf }: Props) {
  const router = useRouter()
  if (pages < 2) return null
  return (
    <Group justify="center" mt="md">
      <Pagination
        total={pages}
        value={page}
        onChange={(to) => router.push(hrefOf(to))}
        getControlProps={(control) => ({ 'aria-label': `${control} page` })}
      />
    </Group>
  )
}
