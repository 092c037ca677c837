import { useEffect, useMemo, useState } from 'react'
import type { Problem } from '#src/lib/http/action.ts'
import type { LiveUpdate } from '../live/live.ts'
import type { ExportResource } from '../record/schema.ts'
import { isUnfinished, type ShownExport } from './export-state.ts'
import { followExports } from './follow-exports.ts'

export interface SeenExport {
  resource: ShownExport
  /** The server's clock when it read the row, in milliseconds. */
  seenAt: number
}

interface Options {
  initial: ExportResource[]
  /** When the server read `initial`. */
  renderedAt: number
  /** Also tells of exports that were requested since then. */
  withCreated?: boolean
}

interface Live {
  exports: SeenExport[]
  created: ExportResource[]
  problem: Problem | undefined
}

/** The exports of a page, kept up to date by one stream for all of them. */
export function useLiveExports({ initial, renderedAt, withCreated = false }: Options): Live {
  const [seen, setSeen] = useState<ReadonlyMap<string, SeenExport>>(new Map())
  const [created, setCreated] = useState<ReadonlyMap<string, ExportResource>>(new Map())
  const [problem, setProblem] = useState<Problem>()
  const unfinished = initial.filter(isUnfinished).map(({ id }) => id)
  const watchedIds = unfinished.join(' ')

  useEffect(() => {
    const stop = new AbortController()
    const since = withCreated ? new Date(renderedAt).toISOString() : undefined
    const show = ({ at, exports, created: found, problem }: LiveUpdate) => {
      setProblem(problem)
      if (exports.length > 0) setSeen((before) => merged(before, exports, Date.parse(at)))
      setCreated((before) => (found.every(({ id }) => before.has(id)) ? before : withFound(before, found)))
    }
    void followExports({ ids: watchedIds.split(' ').filter(Boolean), since }, show, stop.signal)
    return () => stop.abort()
  }, [watchedIds, renderedAt, withCreated])

  const exports = useMemo(
    () =>
      initial.map((resource) => {
        const later = seen.get(resource.id)
        return later && later.seenAt > renderedAt ? later : { resource, seenAt: renderedAt }
      }),
    [initial, renderedAt, seen],
  )
  const known = new Set(initial.map(({ id }) => id))
  return {
    exports,
    created: [...created.values()].filter(
      ({ id, created_at }) => !known.has(id) && Date.parse(created_at) >= renderedAt,
    ),
    problem,
  }
}

function merged(before: ReadonlyMap<string, SeenExport>, exports: ShownExport[], seenAt: number) {
  const after = new Map(before)
  for (const resource of exports) {
    if ((after.get(resource.id)?.seenAt ?? 0) <= seenAt) after.set(resource.id, { resource, seenAt })
  }
  return after
}

function withFound(before: ReadonlyMap<string, ExportResource>, found: ExportResource[]) {
  return new Map([...before, ...found.map((resource) => [resource.id, resource] as const)])
}
