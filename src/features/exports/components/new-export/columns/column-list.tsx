'use client'

import { Text } from '@mantine/core'
import { useId, useRef, useState } from 'react'
import type { DraftColumn } from '../draft/draft.ts'
import { ColumnLine, type LineCommands } from './column-line.tsx'
import classes from './column-picker.module.css'

interface Props {
  title: string
  empty: string
  columns: DraftColumn[]
  /** All columns of the list in its order, where the order can be changed. */
  positions?: DraftColumn[]
  toggleLabel: string
  onToggle: (column: DraftColumn) => void
  onChange?: (column: DraftColumn) => void
  onMove?: (key: string, to: number) => void
}

/**
 * One tab stop: the arrow keys go from line to line, and the line with the focus takes the commands. With a
 * pointer every line has its buttons.
 */
export function ColumnList({
  title,
  empty,
  columns,
  positions,
  toggleLabel,
  onToggle,
  onChange,
  onMove,
}: Props) {
  const id = useId()
  const list = useRef<HTMLUListElement>(null)
  const [current, setCurrent] = useState<string>()
  const [dragged, setDragged] = useState<string>()
  const active = columns.find(({ key }) => key === current) ?? columns[0]

  function focus(index: number) {
    const next = columns[Math.max(0, Math.min(index, columns.length - 1))]
    if (!next) return
    setCurrent(next.key)
    list.current?.querySelector<HTMLElement>(`[data-column="${CSS.escape(next.key)}"]`)?.focus()
  }

  /** The line is gone after this: the focus goes to the one that takes its place. */
  function toggle(column: DraftColumn, index: number) {
    onToggle(column)
    const next = columns[index + 1] ?? columns[index - 1]
    setCurrent(next?.key)
    requestAnimationFrame(() => {
      const line = next && list.current?.querySelector<HTMLElement>(`[data-column="${CSS.escape(next.key)}"]`)
      ;(line ?? list.current)?.focus()
    })
  }

  function commandsOf(column: DraftColumn, index: number): LineCommands {
    const place = positions?.indexOf(column) ?? -1
    return {
      toggleLabel,
      toggle: () => toggle(column, index),
      focusNext: (steps) => focus(index + steps),
      ...(onChange ? { rename: (name: string) => onChange({ ...column, name }) } : {}),
      ...(onMove && place !== -1
        ? {
            move: (steps: -1 | 1) => onMove(column.key, place + steps),
            drag: {
              start: () => setDragged(column.key),
              over: () => dragged && dragged !== column.key && onMove(dragged, place),
              end: () => setDragged(undefined),
            },
          }
        : {}),
    }
  }

  return (
    <div>
      <Text size="xs" fw={600} mb={4} id={id}>
        {title} ({columns.length})
      </Text>
      <ul ref={list} className={classes.list} aria-labelledby={id} tabIndex={-1}>
        {columns.map((column, index) => (
          <ColumnLine
            key={column.key}
            column={column}
            isActive={column === active}
            isDragged={dragged === column.key}
            onFocus={() => setCurrent(column.key)}
            {...commandsOf(column, index)}
          />
        ))}
        {columns.length === 0 ? (
          <li>
            <Text size="sm" c="dimmed" p="sm">
              {empty}
            </Text>
          </li>
        ) : null}
      </ul>
    </div>
  )
}
