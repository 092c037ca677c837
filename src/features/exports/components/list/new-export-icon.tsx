'use client'

import { IconPlus } from '@tabler/icons-react'

export function NewExportIcon() {
  return <IconPlus size={17} aria-hidden />
}
