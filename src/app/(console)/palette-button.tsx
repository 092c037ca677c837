'use client'

import { ActionIcon, Tooltip } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { NavigationItem } from './navigation-items.ts'

const load = () => import('./command-palette.tsx')
const CommandPalette = dynamic(() => load().then((module) => module.CommandPalette), { ssr: false })

interface Props {
  items: NavigationItem[]
  findsExports: boolean
}

/** Opens the command palette, whose code is fetched on the first use. */
export function PaletteButton(props: Props) {
  const [isUsed, setUsed] = useState(false)

  async function open() {
    setUsed(true)
    const { openSpotlight } = await import('@mantine/spotlight')
    await load()
    openSpotlight()
  }

  useHotkeys([['mod+K', () => void open()]], [], true)
  return (
    <>
      <Tooltip label="Search (Ctrl K)">
        <ActionIcon
          variant="subtle"
          color="gray"
          size={34}
          onClick={open}
          aria-label="Search pages and exports"
        >
          <IconSearch size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      {isUsed ? <CommandPalette {...props} /> : null}
    </>
  )
}
