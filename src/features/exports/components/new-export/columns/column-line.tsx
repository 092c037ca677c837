'use client'

import { ActionIcon, Text, TextInput, Tooltip } from '@mantine/core'
import {
  IconArrowDown,
  IconArrowUp,
  IconGripVertical,
  IconLock,
  IconPencil,
  IconPlus,
  IconX,
} from '@tabler/icons-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { DraftColumn } from '../draft/draft.ts'
import classes from './column-picker.module.css'

export interface LineCommands {
  toggleLabel: string
  toggle: () => void
  focusNext: (steps: number) => void
  rename?: (name: string) => void
  move?: (steps: -1 | 1) => void
  drag?: { start: () => void; over: () => void; end: () => void }
}

interface Props extends LineCommands {
  column: DraftColumn
  isActive: boolean
  isDragged: boolean
  onFocus: () => void
}

export function ColumnLine(props: Props) {
  const { column, isActive, isDragged, onFocus, toggleLabel, toggle, rename, move, drag } = props
  const [isNaming, setNaming] = useState(false)
  const line = useRef<HTMLButtonElement>(null)
  const { key, label, name, type, masked, isIncluded } = column

  function finishNaming(keep: boolean) {
    setNaming(false)
    if (!keep || name.trim() === '') rename?.(label)
    requestAnimationFrame(() => line.current?.focus())
  }

  // Every command of the line has a key, so that none of its buttons needs a tab stop.
  const hints = [
    `${toggleLabel}: Enter`,
    ...(rename ? ['rename: F2'] : []),
    ...(move ? ['move: Alt and an arrow key'] : []),
  ]

  return (
    <li
      className={classes.line}
      data-dragged={isDragged || undefined}
      onDragOver={(event) => {
        if (!drag) return
        event.preventDefault()
        drag.over()
      }}
    >
      {drag ? (
        <span
          className={classes.grip}
          draggable
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'move'
            drag.start()
          }}
          onDragEnd={drag.end}
          aria-hidden
        >
          <IconGripVertical size={15} />
        </span>
      ) : null}
      {isNaming ? (
        <TextInput
          className={classes.name}
          size="xs"
          autoFocus
          aria-label={`Name of ${label} in the file`}
          maxLength={200}
          value={name}
          onChange={(event) => rename?.(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== 'Escape') return
            event.preventDefault()
            finishNaming(event.key === 'Enter')
          }}
          onBlur={() => finishNaming(true)}
        />
      ) : (
        <button
          type="button"
          ref={line}
          className={classes.choice}
          data-column={key}
          tabIndex={isActive ? 0 : -1}
          aria-description={hints.join('; ')}
          onFocus={onFocus}
          onClick={toggle}
          onKeyDown={(event) => takeKey(event, props, () => setNaming(true))}
        >
          {isIncluded ? <IconX size={14} aria-hidden /> : <IconPlus size={14} aria-hidden />}
          <span className={classes.name}>
            <ColumnName label={label} name={name} masked={masked} />
          </span>
          <span className={classes.type}>{type}</span>
        </button>
      )}
      {rename ? (
        <LineButton label={`Rename ${label}`} onClick={() => setNaming(true)} icon={IconPencil} />
      ) : null}
      {move ? (
        <>
          <LineButton label={`Move ${label} up`} onClick={() => move(-1)} icon={IconArrowUp} />
          <LineButton label={`Move ${label} down`} onClick={() => move(1)} icon={IconArrowDown} />
        </>
      ) : null}
    </li>
  )
}

function takeKey(event: KeyboardEvent, { focusNext, move, rename, toggle }: LineCommands, name: () => void) {
  const steps = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined
  if (steps && event.altKey) {
    const line = event.currentTarget as HTMLElement
    move?.(steps)
    // Its element moves in the page, which takes the focus from it.
    requestAnimationFrame(() => line.focus())
  } else if (steps) focusNext(steps)
  else if (event.key === 'Home') focusNext(-Infinity)
  else if (event.key === 'End') focusNext(Infinity)
  else if (event.key === 'F2' && rename) name()
  else if (event.key === 'Delete' && rename) toggle()
  else return
  event.preventDefault()
}

function LineButton({
  label,
  onClick,
  icon: Icon,
}: {
  label: string
  onClick: () => void
  icon: typeof IconPencil
}) {
  return (
    <ActionIcon variant="subtle" color="gray" size={26} tabIndex={-1} onClick={onClick} aria-label={label}>
      <Icon size={15} aria-hidden />
    </ActionIcon>
  )
}

function ColumnName({ label, name, masked }: Pick<DraftColumn, 'label' | 'name' | 'masked'>) {
  return (
    <>
      {name}
      {name === label ? null : (
        <Text span size="xs" c="dimmed" ml={6}>
          was {label}
        </Text>
      )}
      {masked ? (
        <Tooltip label="Your role can see at most the last four characters">
          <Text span size="xs" c="dimmed" ml={6} style={{ whiteSpace: 'nowrap' }}>
            <IconLock size={12} aria-hidden /> masked
          </Text>
        </Tooltip>
      ) : null}
    </>
  )
}
