import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { type ListState, listHref } from './list-state.ts'

/** Goes to another view of the list; the one on screen stays until the new one is there. */
export function useListState(key: string) {
  const router = useRouter()
  const [isLoading, startLoading] = useTransition()
  const show = (state: ListState) => startLoading(() => router.push(listHref(key, state), { scroll: false }))
  return { show, isLoading }
}
