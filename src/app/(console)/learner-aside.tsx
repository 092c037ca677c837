'use client'

import { ActionIcon, AppShell, ScrollArea, Tooltip } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconSchool } from '@tabler/icons-react'
import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import classes from './learner-aside.module.css'

const LearnerPanel = dynamic(
  () =>
    import('#src/features/onboarding/components/learner/learner-panel.tsx').then(
      (module) => module.LearnerPanel,
    ),
  { ssr: false },
)

export const asideWidth = 320

/** Where pages keep room enough beside it, the panel is there until somebody closes it. */
const wide = '(min-width: 90em)'
const narrow = '(max-width: 61.99em)'

export interface LearnerAsideState {
  isOpen: boolean
  toggle: () => void
  close: () => void
  /** On a narrow screen it makes room for the page that somebody goes to. */
  leave: () => void
}

/** Whether the panel is open, remembered on this browser; closed until the browser is known. */
export function useLearnerAside(isOffered: boolean): LearnerAsideState {
  const [choice, setChoice] = useLocalStorage<'open' | 'closed' | 'unchosen'>({
    key: 'waybill-getting-started',
    defaultValue: 'unchosen',
  })
  const [isWide, setWide] = useState(false)
  useEffect(() => setWide(window.matchMedia(wide).matches), [])
  const isOpen = isOffered && (choice === 'open' || (choice === 'unchosen' && isWide))
  const close = () => setChoice('closed')
  return {
    isOpen,
    toggle: () => setChoice(isOpen ? 'closed' : 'open'),
    close,
    leave: () => window.matchMedia(narrow).matches && close(),
  }
}

export function LearnerButton({ isOpen, toggle }: LearnerAsideState) {
  return (
    <Tooltip label="Getting started">
      <ActionIcon
        variant="subtle"
        color="gray"
        size={34}
        onClick={toggle}
        aria-label="Getting started"
        aria-expanded={isOpen}
      >
        <IconSchool size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}

/** Beside the page, and below it on a narrow screen. */
export function LearnerAside({ isOpen, close, leave }: LearnerAsideState) {
  if (!isOpen) return null
  return (
    <AppShell.Aside className={classes.aside} aria-label="Getting started" data-no-print>
      <ScrollArea type="auto" viewportProps={{ tabIndex: 0 }} className={classes.scroll}>
        <div className={classes.inside}>
          <LearnerPanel onClose={close} onLeave={leave} />
        </div>
      </ScrollArea>
    </AppShell.Aside>
  )
}
