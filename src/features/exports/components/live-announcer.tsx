'use client'

import { VisuallyHidden } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { SeenExport } from './use-live-exports.ts'

const quietMilliseconds = 10_000

/** Tells a screen reader how far things are, politely and at most every ten seconds. */
export function LiveAnnouncer({ exports }: { exports: SeenExport[] }) {
  const news = useNews(exports)
  const latest = useRef(news)
  const [said, setSaid] = useState('')
  latest.current = news
  useEffect(() => {
    const timer = setInterval(() => {
      if (latest.current) setSaid(latest.current)
    }, quietMilliseconds)
    return () => clearInterval(timer)
  }, [])
  return <VisuallyHidden role="status">{said}</VisuallyHidden>
}

/** Only what has moved since the page was opened is news. */
function useNews(exports: SeenExport[]): string {
  const first = useRef<Map<string, string>>(undefined)
  const signs = new Map(exports.map(({ resource }) => [resource.id, signOf(resource)]))
  first.current ??= signs
  const before = first.current
  return exports
    .filter(({ resource }) => before.has(resource.id) && before.get(resource.id) !== signs.get(resource.id))
    .map(({ resource: { export_name, status, progress_percentage } }) =>
      status === 'processing'
        ? `${export_name}: ${progress_percentage} percent.`
        : `${export_name}: ${status}.`,
    )
    .join(' ')
}

function signOf({ status, progress_percentage }: SeenExport['resource']): string {
  return `${status} ${progress_percentage}`
}
