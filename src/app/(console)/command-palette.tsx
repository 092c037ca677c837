'use client'

import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight, type SpotlightActionData } from '@mantine/spotlight'
import { IconFileDescription } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { settleAction } from '#src/components/settle-action.ts'
import { searchExportsAction } from '#src/features/exports/actions.ts'
import type { NavigationItem } from './navigation-items.ts'

interface Props {
  items: NavigationItem[]
  findsExports: boolean
}

/** Ctrl-K: every page of the navigation, and exports by name. Loaded when it is first opened. */
export function CommandPalette({ items, findsExports }: Props) {
  const router = useRouter()
  const [search, setSearch] = useState('')
  const exports = useFoundExports(search, findsExports)
  const pages = items.map(
    ({ group, href, label, icon: Icon }): SpotlightActionData => ({
      ...{ id: href, label, description: group === label ? undefined : group },
      leftSection: <Icon size={18} stroke={1.7} aria-hidden />,
      onClick: () => router.push(href),
    }),
  )
  const found = exports.map(
    ({ id, export_name }): SpotlightActionData => ({
      ...{ id, label: export_name },
      // The server found it, whatever the words in its name.
      keywords: [search],
      leftSection: <IconFileDescription size={18} stroke={1.7} aria-hidden />,
      onClick: () => router.push(`/exports/${id}`),
    }),
  )
  return (
    <Spotlight
      actions={[
        { group: 'Pages', actions: pages },
        { group: 'Exports', actions: found },
      ]}
      shortcut={null}
      query={search}
      onQueryChange={setSearch}
      highlightQuery
      scrollable
      maxHeight={420}
      nothingFound="Nothing found. Try part of a page's or an export's name."
      searchProps={{ placeholder: 'Go to a page or an export', 'aria-label': 'Go to a page or an export' }}
    />
  )
}

function useFoundExports(search: string, isEnabled: boolean) {
  const [settled] = useDebouncedValue(search.trim(), 200)
  const [found, setFound] = useState<{ id: string; export_name: string }[]>([])
  useEffect(() => {
    if (!isEnabled) return
    let isCurrent = true
    void settleAction(searchExportsAction(settled)).then((answer) => {
      if (isCurrent && answer.ok) setFound(answer.data.items)
    })
    return () => {
      isCurrent = false
    }
  }, [settled, isEnabled])
  return found
}
