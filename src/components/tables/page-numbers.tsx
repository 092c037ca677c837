'use client'

import { Group, Pagination } from '@mantine/core'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'

/** The pages of a list that keeps its page in the address, beside whatever else stands there. */
export function PageNumbers({ page, pages }: { page: number; pages: number }) {
  const router = useRouter()
  const path = usePathname()
  const parameters = useSearchParams()
  if (pages < 2) return null
  const go = (to: number) => {
    const query = new URLSearchParams(parameters)
    if (to > 1) query.set('page', String(to))
    else query.delete('page')
    router.push(query.size > 0 ? `${path}?${query}` : path)
  }
  return (
    <Group justify="center" mt="md">
      <Pagination
        total={pages}
        value={page}
        onChange={go}
        getControlProps={(control) => ({ 'aria-label': `${control} page` })}
      />
    </Group>
  )
}
