'use client'

import { Button } from '@mantine/core'
import { IconArrowsExchange, IconBookmark, IconPlusMinus } from '@tabler/icons-react'
import { useState } from 'react'
import type { EnhancedInventoryItem } from '../../schema.ts'
import type { Choice } from './dialogs.ts'
import { MovementDialog } from './movement-dialog.tsx'
import { ReserveDialog } from './reserve-dialog.tsx'
import { TransferDialog } from './transfer-dialog.tsx'

type Task = 'move' | 'reserve' | 'transfer'

/** Reserving and transferring need stock; posting is how it comes. */
export function ItemActions({ item, locations }: { item: EnhancedInventoryItem; locations: Choice[] }) {
  const [task, setTask] = useState<Task>()
  const close = () => setTask(undefined)
  return (
    <>
      {item.levels.length > 0 ? (
        <>
          <Button
            variant="default"
            leftSection={<IconBookmark size={17} aria-hidden />}
            onClick={() => setTask('reserve')}
          >
            Reserve
          </Button>
          <Button
            variant="default"
            leftSection={<IconArrowsExchange size={17} aria-hidden />}
            onClick={() => setTask('transfer')}
          >
            Transfer
          </Button>
        </>
      ) : null}
      {locations.length > 0 ? (
        <Button leftSection={<IconPlusMinus size={17} aria-hidden />} onClick={() => setTask('move')}>
          Post a movement
        </Button>
      ) : null}
      <MovementDialog item={item} locations={locations} opened={task === 'move'} onClose={close} />
      <ReserveDialog item={item} opened={task === 'reserve'} onClose={close} />
      <TransferDialog item={item} locations={locations} opened={task === 'transfer'} onClose={close} />
    </>
  )
}
