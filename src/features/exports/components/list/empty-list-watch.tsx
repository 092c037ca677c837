'use client'

import type { ListQuery } from '../../record/list-params.ts'
import { useLiveExports } from '../use-live-exports.ts'
import { NewExportsBar } from './new-exports-bar.tsx'

/** Tells of exports that are requested while the list is still empty. */
export function EmptyListWatch({ renderedAt, query }: { renderedAt: number; query: ListQuery }) {
  const { created } = useLiveExports({ initial: [], renderedAt, withCreated: true })
  return <NewExportsBar created={created} query={query} />
}
