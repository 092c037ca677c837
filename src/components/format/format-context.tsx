'use client'

import { createContext, type ReactNode, use, useEffect, useState } from 'react'

export interface Formats {
  /** The reader's locale, for numbers. */
  locale: string
  timeZone: string
  /** Milliseconds; the server's at first, so that both render the same words, then the browser's. */
  now: number
}

const FormatContext = createContext<Formats>({ locale: 'en', timeZone: 'UTC', now: 0 })

const refreshMilliseconds = 15_000

interface Props {
  locale: string
  timeZone: string
  renderedAt: number
  children: ReactNode
}

/** How numbers and instants are written below here. */
export function FormatProvider({ locale, timeZone, renderedAt, children }: Props) {
  const [now, setNow] = useState(renderedAt)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), refreshMilliseconds)
    return () => clearInterval(timer)
  }, [])
  return (
    <FormatContext value={{ locale, timeZone, now: Math.max(now, renderedAt) }}>{children}</FormatContext>
  )
}

export function useFormats(): Formats {
  return use(FormatContext)
}
