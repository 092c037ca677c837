'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const everyMs = 2_000

/** Reads the page again while a back-test goes on. */
export function FollowBacktests({ isFollowing }: { isFollowing: boolean }) {
  const router = useRouter()
  useEffect(() => {
    if (!isFollowing) return
    const timer = setInterval(() => router.refresh(), everyMs)
    return () => clearInterval(timer)
  }, [isFollowing, router])
  return null
}
