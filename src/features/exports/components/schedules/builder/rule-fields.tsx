'use client'

import { Chip, Group, Input, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { TimeInput } from '@mantine/dates'
import { useMemo } from 'react'
import { findZones, timeZones } from '#src/components/dates/time-zones.ts'
import { weekdays } from '../../../schedules/calendar/dates.ts'
import { ordinals } from '../../../schedules/calendar/rule.ts'
import { capitalized, dayOfMonthInWords, monthNames } from '../../../schedules/calendar/sentence.ts'
import { type Pattern, patterns, type RuleDraft, type Weekday } from './rule-draft.ts'

interface Props {
  rule: RuleDraft
  errors: Record<string, string>
  onChange: (changes: Partial<RuleDraft>) => void
}

const wordOf = (value: string) => ({ value, label: `the ${dayOfMonthInWords(value)}` })

const days = [
  {
    group: 'Day',
    items: [...Array.from({ length: 31 }, (_, index) => String(index + 1)), 'last'].map(wordOf),
  },
  { group: 'Monday to Friday', items: ['first_working_day', 'last_working_day'].map(wordOf) },
  {
    group: 'Weekday',
    items: ordinals.flatMap((ordinal) => weekdays.map((weekday) => wordOf(`${ordinal}_${weekday}`))),
  },
]

const quarters = [0, 1, 2].map((first) => ({
  value: String(first + 1),
  label: [0, 3, 6, 9].map((step) => monthNames[first + step]!.slice(0, 3)).join(', '),
}))

/** When it runs, read as a sentence: every month, on the 1st, at 07:00, in Berlin. */
export function RuleFields({ rule, errors, onChange }: Props) {
  const { pattern } = rule
  const zones = useMemo(() => timeZones([rule.timeZone]), [rule.timeZone])
  const hasDay = pattern === 'monthly' || pattern === 'quarterly' || pattern === 'yearly'
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="sm">
        <Select
          label="How often"
          allowDeselect={false}
          data={[...patterns]}
          value={pattern}
          error={errors.frequency}
          onChange={(value) => value && onChange({ pattern: value as Pattern })}
        />
        {pattern === 'yearly' ? (
          <Select
            label="In"
            allowDeselect={false}
            data={monthNames.map((label, index) => ({ value: String(index + 1), label }))}
            value={String(rule.month)}
            error={errors.month}
            onChange={(value) => value && onChange({ month: Number(value) })}
          />
        ) : null}
        {pattern === 'quarterly' ? (
          <Select
            label="In"
            allowDeselect={false}
            data={quarters}
            value={String(rule.monthOfQuarter)}
            error={errors.month}
            onChange={(value) => value && onChange({ monthOfQuarter: Number(value) })}
          />
        ) : null}
        {hasDay ? (
          <Select
            label="On"
            searchable
            allowDeselect={false}
            data={days}
            value={rule.dayOfMonth}
            error={errors.day_of_month}
            description={Number(rule.dayOfMonth) > 28 ? 'In shorter months, on the last day.' : undefined}
            onChange={(value) => value && onChange({ dayOfMonth: value })}
          />
        ) : null}
        {pattern === 'cron' ? (
          <TextInput
            label="Cron expression"
            description="Minute, hour, day of the month, month, day of the week. L is the last day."
            value={rule.cron}
            error={errors.cron_expression}
            spellCheck={false}
            onChange={(event) => onChange({ cron: event.currentTarget.value })}
          />
        ) : (
          <TimeInput
            label="At"
            value={rule.time}
            error={errors.time_of_day}
            onChange={(event) => onChange({ time: event.currentTarget.value })}
          />
        )}
        <Select
          label="In the time zone"
          searchable
          allowDeselect={false}
          data={zones}
          filter={({ options, search, limit }) => findZones(options, search).slice(0, limit)}
          limit={60}
          value={rule.timeZone}
          error={errors.time_zone}
          nothingFoundMessage="No time zones match. Try a large city nearby."
          onChange={(timeZone) => timeZone && onChange({ timeZone })}
        />
      </SimpleGrid>
      {pattern === 'weekly' ? (
        <Input.Wrapper
          label="On"
          error={errors.weekdays}
          component="fieldset"
          style={{ border: 0, padding: 0 }}
        >
          <Chip.Group
            multiple
            value={rule.weekdays}
            onChange={(chosen) => {
              // A week without a day would never run.
              if (chosen.length > 0) onChange({ weekdays: chosen as Weekday[] })
            }}
          >
            <Group gap={6} mt={4}>
              {weekdays.map((weekday) => (
                <Chip key={weekday} value={weekday} size="sm">
                  {capitalized(weekday)}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        </Input.Wrapper>
      ) : null}
      {pattern === 'cron' ? (
        <Text size="sm" c="dimmed">
          30 7 * * 1-5 runs at 07:30 from Monday to Friday; 0 6 L * * at 06:00 on the last day of every month.
        </Text>
      ) : null}
    </Stack>
  )
}
