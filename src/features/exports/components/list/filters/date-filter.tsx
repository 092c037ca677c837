'use client'

import { Button, Popover } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown } from '@tabler/icons-react'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatDay, isoDay } from '#src/components/format/instants.ts'

type Range = [string | null, string | null]

interface Props {
  from: string | undefined
  to: string | undefined
  onChange: (from: string | undefined, to: string | undefined) => void
}

/** The days in which exports were asked for, in the company's zone. */
export function DateFilter({ from, to, onChange }: Props) {
  const [isOpen, { toggle, close }] = useDisclosure()
  const [range, setRange] = useState<Range>([from ?? null, to ?? null])
  const formats = useFormats()
  const today = dayjs(isoDay(new Date(formats.now), formats.timeZone))
  const day = (date: string) => formatDay(`${date.slice(0, 10)}T00:00:00Z`, { ...formats, timeZone: 'UTC' })
  const said =
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
          variant={said ? 'light' : 'default'}
          size="xs"
          radius="xl"
          onClick={toggle}
          aria-expanded={isOpen}
          aria-haspopup="dialog"
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {said ? `Created: ${said}` : 'Created'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Days in which exports were created">
        <DatePicker
          type="range"
          allowSingleDateInRange
          maxDate={today.format('YYYY-MM-DD')}
          defaultDate={range[0] ?? today.format('YYYY-MM-DD')}
          value={range}
          onChange={choose}
          presets={[
            { value: [daysAgo(today, 0), daysAgo(today, 0)], label: 'Today' },
            { value: [daysAgo(today, 6), daysAgo(today, 0)], label: 'Last 7 days' },
            { value: [daysAgo(today, 29), daysAgo(today, 0)], label: 'Last 30 days' },
            { value: [today.startOf('month').format('YYYY-MM-DD'), daysAgo(today, 0)], label: 'This month' },
            { value: [null, null], label: 'Any day' },
          ]}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

function daysAgo(today: dayjs.Dayjs, days: number): string {
  return today.subtract(days, 'day').format('YYYY-MM-DD')
}
