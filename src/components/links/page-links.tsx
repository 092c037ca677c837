'use client'

import { Group, Pagination } from '@mantine/core'
import { useRouter } from 'next/navigation'

/** The pages of a list, whose address may have other parameters. */
export function PageLinks({ href, page, pages }: { href: string; page: number; pages: number }) {
  const router = useRouter()
  if (pages <= 1) return null
  return (
    <Group justify="center" mt="md">
      <Pagination
        total={pages}
        value={page}
        onChange={(to) => router.push(to > 1 ? `${href}${href.includes('?') ? '&' : '?'}page=${to}` : href)}
        getControlProps={(control) => ({ 'aria-label': `${control} page` })}
      />
    </Group>
  )
}
