'use client'

import { ActionIcon, Checkbox, Text, TextInput, Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconGripVertical, IconLock, IconPencil } from '@tabler/icons-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import classes from './column-picker.module.css'
import type { DraftColumn } from './draft/draft.ts'

interface Props {
  column: DraftColumn
  isFirst: boolean
  isLast: boolean
  isDragged: boolean
  onChange: (column: DraftColumn) => void
  onMove: (steps: -1 | 1) => void
  onDragStart: () => void
  onDragOver: () => void
  onDragEnd: () => void
}

export function ColumnLine({ column, isFirst, isLast, isDragged, onChange, onMove, ...drag }: Props) {
  const [isNaming, setNaming] = useState(false)
  const pencil = useRef<HTMLButtonElement>(null)
  const { label, name, type, masked, isIncluded } = column

  function finishNaming(keep: boolean) {
    setNaming(false)
    if (!keep || name.trim() === '') onChange({ ...column, name: label })
    requestAnimationFrame(() => pencil.current?.focus())
  }

  function moveByKey(event: KeyboardEvent) {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    onMove(event.key === 'ArrowUp' ? -1 : 1)
  }

  return (
    <li
      className={classes.line}
      data-dragged={isDragged || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        drag.onDragOver()
      }}
    >
      <span
        className={classes.grip}
        draggable
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = 'move'
          drag.onDragStart()
        }}
        onDragEnd={drag.onDragEnd}
        aria-hidden
      >
        <IconGripVertical size={15} />
      </span>
      {isNaming ? (
        <TextInput
          className={classes.name}
          size="xs"
          autoFocus
          aria-label={`Name of ${label} in the file`}
          maxLength={200}
          value={name}
          onChange={(event) => onChange({ ...column, name: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== 'Escape') return
            event.preventDefault()
            finishNaming(event.key === 'Enter')
          }}
          onBlur={() => finishNaming(true)}
        />
      ) : (
        <Checkbox
          className={classes.name}
          size="xs"
          checked={isIncluded}
          onChange={(event) => onChange({ ...column, isIncluded: event.currentTarget.checked })}
          onKeyDown={moveByKey}
          label={<ColumnName label={label} name={name} masked={masked} />}
        />
      )}
      <span className={classes.type}>{type}</span>
      <ActionIcon
        ref={pencil}
        variant="subtle"
        color="gray"
        size={26}
        onClick={() => setNaming(true)}
        aria-label={`Rename ${label}`}
      >
        <IconPencil size={15} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={26}
        disabled={isFirst}
        onClick={() => onMove(-1)}
        aria-label={`Move ${label} up`}
      >
        <IconArrowUp size={15} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={26}
        disabled={isLast}
        onClick={() => onMove(1)}
        aria-label={`Move ${label} down`}
      >
        <IconArrowDown size={15} aria-hidden />
      </ActionIcon>
    </li>
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
        <Tooltip label="Your role sees only the last four characters">
          <Text span size="xs" c="dimmed" ml={6} style={{ whiteSpace: 'nowrap' }}>
            <IconLock size={12} aria-hidden /> masked
          </Text>
        </Tooltip>
      ) : null}
    </>
  )
}
