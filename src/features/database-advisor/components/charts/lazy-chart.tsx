'use client'

import { Skeleton } from '@mantine/core'
import dynamic from 'next/dynamic'

/** Keeps the chart's place while it loads. */
export const TimeChart = dynamic(() => import('./time-chart.tsx'), {
  ssr: false,
  loading: () => <Skeleton h={220} />,
})
