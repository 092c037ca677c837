'use client'

import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconTrash } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { ConfirmDialog } from '#src/components/dialogs/confirm-dialog.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { deleteDestinationAction } from '../../destinations/actions.ts'
import type { Destination } from '../../destinations/record/schema.ts'

export function DeleteDestination({ destination: { id, name } }: { destination: Destination }) {
  const router = useRouter()
  const [isOpen, { open, close }] = useDisclosure()

  async function remove(): Promise<string | undefined> {
    const answer = await settleAction(deleteDestinationAction(id))
    if (!answer.ok) return answer.problem.message
    router.push('/settings/destinations')
    router.refresh()
    return undefined
  }

  return (
    <>
      <Button variant="default" leftSection={<IconTrash size={17} aria-hidden />} onClick={open}>
        Delete
      </Button>
      <ConfirmDialog
        opened={isOpen}
        onClose={close}
        title={`Delete “${name}”?`}
        confirmLabel="Delete"
        onConfirm={remove}
      >
        Its settings and its secret are removed, and deliveries that still wait will fail. What was delivered
        stays with the receiver and on record.
      </ConfirmDialog>
    </>
  )
}
