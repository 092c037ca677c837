'use client'

import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useRouter } from 'next/navigation'
import { ConfirmDialog } from '#src/components/dialogs/confirm-dialog.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { deleteDatasetAction } from '../../../custom/actions.ts'
import type { CustomDataset } from '../../../custom/record/schema.ts'

export function DeleteDataset({ dataset }: { dataset: Pick<CustomDataset, 'key' | 'label' | 'source_id'> }) {
  const router = useRouter()
  const [isOpen, { open, close }] = useDisclosure()

  async function remove(): Promise<string | undefined> {
    const answer = await settleAction(deleteDatasetAction(dataset.key))
    if (!answer.ok) return answer.problem.message
    router.push(`/data/sources/${dataset.source_id}`)
    router.refresh()
    return undefined
  }

  return (
    <>
      <Button variant="default" onClick={open}>
        Delete dataset
      </Button>
      <ConfirmDialog
        opened={isOpen}
        onClose={close}
        title={`Delete ${dataset.label}?`}
        confirmLabel="Delete dataset"
        onConfirm={remove}
      >
        The table and files that were made from it stay as they are. Templates and schedules that use it stop
        working.
      </ConfirmDialog>
    </>
  )
}
