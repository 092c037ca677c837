'use client'

import { Button, Group, SegmentedControl } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { PeriodFields, useUsablePeriod } from '#src/components/dates/period-fields.tsx'
import { addDays } from '../../statistics/period.ts'

interface Props {
  from: string
  to: string
  today: string
}

const lengths = [7, 30, 90, 365]

/** The last days, or two days of one's own. */
export function PeriodChoice({ from, to, today }: Props) {
  const router = useRouter()
  const [days, setDays] = useState({ from, to })
  const [isSent, setSent] = useState(false)
  const isUsable = useUsablePeriod()
  const show = (period: { from: string; to: string }) => {
    setDays(period)
    router.push(`/exports/statistics?date_from=${period.from}&date_to=${period.to}`)
  }
  const length = lengths.find((count) => to === today && from === addDays(today, 1 - count))

  const needed = (day: string) => (isSent && day === '' ? 'Enter a day' : undefined)
  const missing = { from: needed(days.from), to: needed(days.to) }

  function submit(event: FormEvent) {
    event.preventDefault()
    setSent(true)
    if (days.from && days.to && isUsable(days)) show(days)
  }

  return (
    <Group gap="sm" align="flex-end" mb="md">
      <SegmentedControl
        aria-label="Period"
        size="sm"
        value={length ? String(length) : ''}
        data={lengths.map((count) => ({
          value: String(count),
          label: count === 365 ? '1 year' : `${count} days`,
        }))}
        onChange={(count) => show({ from: addDays(today, 1 - Number(count)), to: today })}
      />
      <form onSubmit={submit}>
        <Group gap="xs" align="flex-end">
          <PeriodFields period={days} error={missing} onChange={setDays} />
          <Button type="submit" variant="default">
            Show
          </Button>
        </Group>
      </form>
    </Group>
  )
}
