import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { type ListQuery, listHref } from '../../record/list-params.ts'

/** Goes to another view of the list; the one on screen stays until the new one is there. */
export function useListQuery(query: ListQuery) {
  const router = useRouter()
  const [isLoading, startLoading] = useTransition()
  function show(changes: Partial<ListQuery>) {
    startLoading(() => router.push(listHref({ ...query, ...changes }), { scroll: false }))
  }
  return { show, isLoading }
}
