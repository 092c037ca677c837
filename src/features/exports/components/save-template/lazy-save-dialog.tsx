'use client'

import dynamic from 'next/dynamic'

/** Fetched when the first one is opened. */
export const LazySaveDialog = dynamic(() => import('./save-dialog.tsx').then((found) => found.SaveDialog), {
  ssr: false,
})
