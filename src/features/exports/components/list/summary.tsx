'use client'

import { Paper, SimpleGrid, Skeleton, Text } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { type ReactNode, useEffect, useState } from 'react'
import { Bytes, Count } from '#src/components/format/quantity.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { summaryAction } from '../../actions.ts'
import { onExportsChanged } from './change-signal.ts'

interface Numbers {
  running: number
  today: number
  failed: number
  storedBytes: number
}

/** Four numbers on top of the list, read again when the list below hears of a change. */
export function Summary({ initial }: { initial: Numbers }) {
  const { running, today, failed, storedBytes } = useLatest(initial)
  return (
    <Frame>
      <Tile label="Running or queued">
        <Count value={running} />
      </Tile>
      <Tile label="Asked for today">
        <Count value={today} />
      </Tile>
      <Tile label="Failed today" color={failed > 0 ? 'red' : undefined}>
        <Count value={failed} />
      </Tile>
      <Tile label="Stored">
        <Bytes value={storedBytes} />
      </Tile>
    </Frame>
  )
}

export function SummarySkeleton() {
  return (
    <Frame>
      {['Running or queued', 'Asked for today', 'Failed today', 'Stored'].map((label) => (
        <Tile key={label} label={label}>
          <Skeleton height={20} width={48} my={5} />
        </Tile>
      ))}
    </Frame>
  )
}

function useLatest(initial: Numbers): Numbers {
  const [latest, setLatest] = useState({ from: initial, numbers: initial })
  const readAgain = useDebouncedCallback(async () => {
    const answer = await settleAction(summaryAction())
    if (answer.ok) setLatest({ from: initial, numbers: answer.data })
  }, 400)
  useEffect(() => onExportsChanged(readAgain), [readAgain])
  return latest.from === initial ? latest.numbers : initial
}

function Frame({ children }: { children: ReactNode }) {
  return (
    <SimpleGrid component="dl" cols={{ base: 2, sm: 4 }} spacing="sm" my={0} mb="lg">
      {children}
    </SimpleGrid>
  )
}

function Tile({
  label,
  color,
  children,
}: {
  label: string
  color?: string | undefined
  children: ReactNode
}) {
  return (
    <Paper px="md" py="sm">
      <Text component="dt" size="xs" c="dimmed">
        {label}
      </Text>
      <Text component="dd" m={0} fz={22} lh={1.35} fw={600} c={color}>
        {children}
      </Text>
    </Paper>
  )
}
