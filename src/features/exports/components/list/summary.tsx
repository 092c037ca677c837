'use client'

import { Anchor, Paper, SimpleGrid, Skeleton, Text } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import Link from 'next/link'
import { type ReactNode, useEffect, useState } from 'react'
import { useFormats } from '#src/components/format/format-context.tsx'
import { isoDay } from '#src/components/format/instants.ts'
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
  const { now, timeZone } = useFormats()
  const day = isoDay(new Date(now), timeZone)
  return (
    <Frame>
      <Tile label="Running or queued" href="/exports?status=unfinished">
        <Count value={running} />
      </Tile>
      <Tile label="Requested today" href={`/exports?date_from=${day}&date_to=${day}`}>
        <Count value={today} />
      </Tile>
      <Tile
        label="Failed today"
        color={failed > 0 ? 'red' : undefined}
        href={`/exports?status=failed&date_from=${day}&date_to=${day}`}
      >
        <Count value={failed} />
      </Tile>
      <Tile label="Stored" href="/exports?sort_by=file_size">
        <Bytes value={storedBytes} />
      </Tile>
    </Frame>
  )
}

export function SummarySkeleton() {
  return (
    <Frame>
      {['Running or queued', 'Requested today', 'Failed today', 'Stored'].map((label) => (
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
  href,
  children,
}: {
  label: string
  color?: string | undefined
  /** The exports that the number counts. */
  href?: string
  children: ReactNode
}) {
  return (
    <Paper px="md" py="sm">
      <Text component="dt" size="xs" c="dimmed">
        {label}
      </Text>
      <Text component="dd" m={0} fz={22} lh={1.35} fw={600} c={color}>
        {href ? (
          <Anchor component={Link} href={href} prefetch={false} inherit c="inherit" underline="hover">
            {children}
          </Anchor>
        ) : (
          children
        )}
      </Text>
    </Paper>
  )
}
