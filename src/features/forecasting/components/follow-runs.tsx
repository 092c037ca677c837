'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import type { RunResource } from '../record/schema.ts'

const everyMs = 2_000

export function isUnfinished({ status }: Pick<RunResource, 'status'>): boolean {
  return status === 'pending' || status === 'processing'
}

/** Reads the page again while one of its runs goes on. */
export function FollowRuns({ runs }: { runs: Pick<RunResource, 'status'>[] }) {
  const router = useRouter()
  const isFollowing = runs.some(isUnfinished)
  useEffect(() => {
    if (!isFollowing) return
    const timer = setInterval(() => router.refresh(), everyMs)
    return () => clearInterval(timer)
  }, [isFollowing, router])
  return null
}
