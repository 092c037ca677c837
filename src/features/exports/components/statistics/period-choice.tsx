'use client'

import { Button, Group, SegmentedControl, TextInput } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
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
  const show = (period: { from: string; to: string }) => {
    setDays(period)
    router.push(`/exports/statistics?date_from=${period.from}&date_to=${period.to}`)
  }
  const length = lengths.find((count) => to === today && from === addDays(today, 1 - count))

  function submit(event: FormEvent) {
    event.preventDefault()
    if (days.from && days.to && days.from <= days.to) show(days)
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
          <TextInput
            type="date"
            label="From"
            required
            withAsterisk={false}
            max={days.to || undefined}
            value={days.from}
            onChange={(event) => setDays({ ...days, from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label="To"
            required
            withAsterisk={false}
            error={days.from > days.to ? 'Before the first day' : undefined}
            value={days.to}
            onChange={(event) => setDays({ ...days, to: event.currentTarget.value })}
          />
          <Button type="submit" variant="default">
            Show
          </Button>
        </Group>
      </form>
    </Group>
  )
}
