'use client'

import { Button, Group, Popover, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatDecimal } from '#src/components/format/quantities.ts'
import { readDate } from '#src/components/format/read-date.ts'
import type { DatasetDescription } from '../../rows/description.ts'
import type { Filters } from '../state/list-state.ts'
import { FilterEditor } from './filter-editor.tsx'
import type { FilterField } from './filter-fields.ts'
import { filterInWords, readAmount } from './filter-values.ts'

interface Props {
  dataset: Pick<DatasetDescription, 'key' | 'suggested'>
  field: FilterField
  filters: Filters
  startsOpen: boolean
  onApply: (changes: Filters) => void
}

/** A chip that says what its filter is set to, and opens the form that changes it. */
export function FilterChip({ dataset, field, filters, startsOpen, onApply }: Props) {
  const [isOpen, { toggle, close }] = useDisclosure(startsOpen)
  const { locale } = useFormats()
  const said = filterInWords(field, filters, locale)
  return (
    <Popover
      opened={isOpen}
      onDismiss={close}
      position="bottom-start"
      shadow="md"
      width={288}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          variant={said ? 'light' : 'default'}
          size="xs"
          radius="xl"
          maw="100%"
          onClick={toggle}
          aria-expanded={isOpen}
          aria-haspopup="dialog"
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {said ? `${field.label}: ${said}` : field.label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={`Filter by ${field.label}`}>
        <FilterForm
          dataset={dataset}
          field={field}
          filters={filters}
          isSet={said !== undefined}
          onApply={(changes) => {
            close()
            onApply(changes)
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

type FormProps = Omit<Props, 'startsOpen'> & { isSet: boolean }

function FilterForm({ dataset, field, filters, isSet, onApply }: FormProps) {
  const { locale } = useFormats()
  const [values, setValues] = useState<Filters>(() =>
    Object.fromEntries(field.keys.map((key) => [key, startOf(field, filters[key], locale)])),
  )
  const [errors, setErrors] = useState<Record<string, string>>({})

  function submit(event: FormEvent) {
    event.preventDefault()
    const { changes, wrong } = checked(field, values, locale)
    setErrors(wrong)
    if (Object.keys(wrong).length === 0) onApply(changes)
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <FilterEditor
          dataset={dataset}
          field={field}
          values={values}
          errors={errors}
          onChange={(key, value) => {
            setErrors({})
            setValues((before) => ({ ...before, [key]: value }))
          }}
        />
        <Group gap="xs" justify="flex-end">
          {isSet ? (
            <Button
              variant="subtle"
              size="xs"
              onClick={() => onApply(Object.fromEntries(field.keys.map((key) => [key, undefined])))}
            >
              Remove filter
            </Button>
          ) : null}
          <Button type="submit" size="xs">
            Apply
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** An amount stands in its field as the reader writes it. */
function startOf({ kind }: FilterField, value: unknown, locale: string): unknown {
  return kind === 'amount' && value !== undefined ? formatDecimal(locale, String(value)) : value
}

/** Amounts as exact decimals. What cannot be read, and ends in the wrong order, are errors at their fields. */
function checked({ kind, keys }: FilterField, values: Filters, locale: string) {
  const wrong: Record<string, string> = {}
  const changes = { ...values }
  const [lower, upper] = keys
  if (kind === 'amount') {
    const example = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(1250.5)
    for (const key of keys) {
      const text = values[key] === undefined ? '' : String(values[key])
      const amount = text.trim() === '' ? undefined : readAmount(text, locale)
      if (text.trim() !== '' && amount === undefined) wrong[key] = `Enter a number, such as ${example}.`
      changes[key] = amount
    }
    if (upper && Number(changes[lower]) > Number(changes[upper]))
      wrong[upper] = 'Must be at least the first amount.'
  }
  if (kind === 'date') {
    const days = keys.map((key) => String(changes[key] ?? ''))
    days.forEach((day, index) => {
      if (day && readDate(day, locale) !== day) wrong[keys[index]!] = 'Enter a day.'
    })
    const [first, last] = days
    if (upper && first && last && !wrong[lower] && !wrong[upper] && first > last)
      wrong[upper] = 'Must not be before the first day.'
  }
  return { changes, wrong }
}
