'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const everyMs = 1_000

/** Asks for the page again while something on it is under way. */
export function useRefresh(isActive: boolean): void {
  const router = useRouter()
  useEffect(() => {
    if (!isActive) return
    const timer = setInterval(() => router.refresh(), everyMs)
    return () => clearInterval(timer)
  }, [isActive, router])
}
