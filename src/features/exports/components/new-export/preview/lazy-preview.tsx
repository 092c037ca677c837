'use client'

import dynamic from 'next/dynamic'

/** The form can be filled in before the table is there; the panel around it keeps its place. */
export const LazyPreview = dynamic(
  () => import('./preview-content.tsx').then((found) => found.PreviewContent),
  {
    ssr: false,
  },
)
