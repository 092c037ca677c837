'use client'

import { Skeleton } from '@mantine/core'
import dynamic from 'next/dynamic'

/** Keeps the chart's place while it loads. */
export const Calibration = dynamic(() => import('./calibration-chart.tsx'), {
  ssr: false,
  loading: () => <Skeleton h={260} />,
})
