'use client'

import { Button, Popover } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { LazyRangeCalendar } from '#src/components/dates/lazy-calendar.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatDay, isoDay } from '#src/components/format/instants.ts'

type Range = [string | null, string | null]

interface Props {
  from: string | undefined
  to: string | undefined
  onChange: (from: string | undefined, to: string | undefined) => void
}

/** The days on which exports were requested, in the company's zone. */
export function DateFilter({ from, to, onChange }: Props) {
  const [isOpen, { toggle, close }] = useDisclosure()
  const [range, setRange] = useState<Range>([from ?? null, to ?? null])
  const formats = useFormats()
  const today = isoDay(new Date(formats.now), formats.timeZone)
  const day = (date: string) => formatDay(`${date.slice(0, 10)}T00:00:00Z`, { ...formats, timeZone: 'UTC' })
  const shown =
    from && to
      ? from === to
        ? day(from)
        : `${day(from)} – ${day(to)}`
      : from
        ? `from ${day(from)}`
        : to && `up to ${day(to)}`

  function choose([start, end]: Range) {
    setRange([start, end])
    if (start && !end) return
    onChange(start ?? undefined, end ?? undefined)
    if (end) close()
  }

  return (
    <Popover opened={isOpen} onDismiss={close} position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant={shown ? 'light' : 'default'}
          size="xs"
          radius="xl"
          onClick={toggle}
          aria-expanded={isOpen}
          aria-haspopup="dialog"
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {shown ? `Created: ${shown}` : 'Created'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Days on which exports were created">
        <LazyRangeCalendar
          maxDate={today}
          value={range}
          onChange={choose}
          presets={[
            { value: [today, today], label: 'Today' },
            { value: [daysBefore(today, 6), today], label: 'Last 7 days' },
            { value: [daysBefore(today, 29), today], label: 'Last 30 days' },
            { value: [`${today.slice(0, 8)}01`, today], label: 'This month' },
            { value: [null, null], label: 'Any day' },
          ]}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * 24 * 3600 * 1000).toISOString().slice(0, 10)
}
