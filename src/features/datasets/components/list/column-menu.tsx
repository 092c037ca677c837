'use client'

import { ActionIcon, Button, Checkbox, Group, Popover, ScrollArea, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconArrowDown, IconArrowUp, IconColumns3 } from '@tabler/icons-react'
import { useState } from 'react'
import type { DatasetDescription } from '../../rows/description.ts'
import { type ListState, shownColumns } from '../state/list-state.ts'
import { useListState } from '../state/use-list-state.ts'

interface Props {
  dataset: DatasetDescription
  state: ListState
}

/** Which columns the list shows, and in which order. */
export function ColumnMenu({ dataset, state }: Props) {
  const [isOpen, { toggle, close }] = useDisclosure()
  const { show } = useListState(dataset.key)
  const shown = shownColumns(dataset, state.columns)
  return (
    <Popover
      opened={isOpen}
      onDismiss={close}
      position="bottom-end"
      shadow="md"
      width={304}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          onClick={toggle}
          aria-expanded={isOpen}
          aria-haspopup="dialog"
          leftSection={<IconColumns3 size={15} aria-hidden />}
        >
          Columns: {shown.length} of {dataset.columns.length}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns in the list">
        <ColumnForm
          dataset={dataset}
          shown={shown}
          onApply={(columns) => {
            close()
            show({ ...state, columns })
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

type Column = DatasetDescription['columns'][number]

interface FormProps {
  dataset: DatasetDescription
  shown: Column[]
  onApply: (columns: string[]) => void
}

function ColumnForm({ dataset, shown, onApply }: FormProps) {
  const [order, setOrder] = useState(() => [
    ...shown,
    ...dataset.columns.filter((column) => !shown.includes(column)),
  ])
  const [chosen, setChosen] = useState(() => new Set(shown.map(({ key }) => key)))

  function move(index: number, steps: -1 | 1) {
    const column = order[index]
    if (column) setOrder(order.toSpliced(index, 1).toSpliced(index + steps, 0, column))
  }

  return (
    <Stack gap="sm">
      <ScrollArea.Autosize mah={320} type="auto" offsetScrollbars>
        <Stack component="ul" gap={2} m={0} p={0} style={{ listStyle: 'none' }}>
          {order.map((column, index) => (
            <Group component="li" key={column.key} gap={2} wrap="nowrap">
              <Checkbox
                size="xs"
                flex={1}
                label={column.label}
                checked={chosen.has(column.key)}
                onChange={(event) => setChosen(toggled(chosen, column.key, event.currentTarget.checked))}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size={26}
                disabled={index === 0}
                onClick={() => move(index, -1)}
                aria-label={`Move ${column.label} up`}
              >
                <IconArrowUp size={15} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={26}
                disabled={index === order.length - 1}
                onClick={() => move(index, 1)}
                aria-label={`Move ${column.label} down`}
              >
                <IconArrowDown size={15} aria-hidden />
              </ActionIcon>
            </Group>
          ))}
        </Stack>
      </ScrollArea.Autosize>
      <Group gap="xs" justify="flex-end">
        <Button variant="subtle" size="xs" onClick={() => onApply([])}>
          Reset to default
        </Button>
        <Button
          size="xs"
          disabled={chosen.size === 0}
          onClick={() => onApply(order.filter(({ key }) => chosen.has(key)).map(({ key }) => key))}
        >
          Show {chosen.size}
        </Button>
      </Group>
    </Stack>
  )
}

function toggled(before: Set<string>, key: string, isChosen: boolean): Set<string> {
  const after = new Set(before)
  if (isChosen) after.add(key)
  else after.delete(key)
  return after
}
