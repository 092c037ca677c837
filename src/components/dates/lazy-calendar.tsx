'use client'

import { Skeleton } from '@mantine/core'
import dynamic from 'next/dynamic'

const placeholder = () => <Skeleton width={252} height={262} aria-label="Loading calendar" />

/** The calendars and their library are fetched when the first one is opened, not with the page. */
export const LazyDayCalendar = dynamic(
  () => import('./calendar.tsx').then(({ DayCalendar }) => DayCalendar),
  {
    ssr: false,
    loading: placeholder,
  },
)

export const LazyRangeCalendar = dynamic(
  () => import('./calendar.tsx').then(({ RangeCalendar }) => RangeCalendar),
  { ssr: false, loading: placeholder },
)
