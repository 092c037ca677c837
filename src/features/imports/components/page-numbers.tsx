'use client'

import { Group, Pagination } from '@mantine/core'
import { usePathname, useRouter } from 'next/navigation'

/** The pages of a list that keeps its page in the address. */
export function PageNumbers({ page, pages }: { page: number; pages: number }) {
  const router = useRouter()
  const path = usePathname()
  if (pages < 2) return null
  return (
    <Group justify="center" mt="md">
      <Pagination
        total={pages}
        value={page}
        onChange={(to) => router.push(to > 1 ? `${path}?page=${to}` : path)}
        getControlProps={(control) => ({ 'aria-label': `${control} page` })}
      />
    </Group>
  )
}
