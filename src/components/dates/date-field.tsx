'use client'

import { ActionIcon, CloseButton, Popover, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCalendar } from '@tabler/icons-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useFormats } from '../format/format-context.tsx'
import { formatDay } from '../format/instants.ts'
import { readDate } from '../format/read-date.ts'
import { LazyDayCalendar } from './lazy-calendar.tsx'

interface Props {
  label: string
  /** YYYY-MM-DD, or what was typed where that is no day. */
  value: string
  error: string | undefined
  placeholder?: string
  size?: 'xs'
  /** Within a popover, whose outside a calendar elsewhere in the page would be. */
  isInPopover?: boolean
  onChange: (value: string) => void
}

/**
 * A day, typed in the reader's own order or chosen from a calendar, and shown back in words. What cannot be
 * read stays in the field with an error, so that it is never another day or silently none.
 */
export function DateField(props: Props) {
  const { label, value, error, placeholder = 'Any day', size, isInPopover = false, onChange } = props
  const { locale } = useFormats()
  const [isOpen, { open, close }] = useDisclosure()
  const [typed, setTyped] = useState<string>()
  const input = useRef<HTMLInputElement>(null)
  // The pattern alone would take 2016-02-31 for a day, and show it as another.
  const isDay = value !== '' && readDate(value, locale) === value
  const words = isDay ? formatDay(`${value}T00:00:00Z`, { locale, timeZone: 'UTC' }) : value
  const unread = value !== '' && !isDay && typed === undefined

  function take() {
    if (typed === undefined) return
    const text = typed.trim()
    onChange(text === '' ? '' : (readDate(text, locale) ?? text))
    setTyped(undefined)
  }

  function takeByKey(event: KeyboardEvent) {
    if (event.key === 'Enter') take()
    if (event.key === 'ArrowDown' && event.altKey) open()
  }

  function choose(day: string | null) {
    setTyped(undefined)
    onChange(day ?? '')
    close()
    input.current?.focus()
  }

  return (
    // Its own roles would say of the text field that it expands, which only the button beside it does.
    <Popover
      opened={isOpen}
      onDismiss={close}
      position="bottom-end"
      shadow="md"
      trapFocus
      withinPortal={!isInPopover}
      withRoles={false}
    >
      <Popover.Target>
        <TextInput
          ref={input}
          label={label}
          size={size}
          value={typed ?? words}
          placeholder={placeholder}
          error={unread ? `Enter a day, such as ${exampleOf(locale)}` : error}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={take}
          onKeyDown={takeByKey}
          autoComplete="off"
          rightSectionWidth={value ? 58 : 34}
          rightSection={
            <>
              {value ? (
                <CloseButton size="sm" aria-label={`Clear ${label}`} onClick={() => choose(null)} />
              ) : null}
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={`Choose ${label} from a calendar`}
                aria-expanded={isOpen}
                // A field that loses the focus may lose its error, which would move the button before the click.
                onMouseDown={(event) => event.preventDefault()}
                onClick={isOpen ? close : open}
              >
                <IconCalendar size={16} aria-hidden />
              </ActionIcon>
            </>
          }
        />
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={label}>
        <LazyDayCalendar value={isDay ? value : null} onChange={choose} />
      </Popover.Dropdown>
    </Popover>
  )
}

/** The last day of a year, as the reader would type it: its parts cannot be mixed up. */
function exampleOf(locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    calendar: 'gregory',
    numberingSystem: 'latn',
    timeZone: 'UTC',
  }).format(Date.UTC(2026, 11, 31))
}
