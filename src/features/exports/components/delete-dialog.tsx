'use client'

import { ConfirmDialog } from '#src/components/confirm-dialog.tsx'
import type { ExportResource } from '../record/schema.ts'

interface Props {
  resource: ExportResource
  opened: boolean
  onClose: () => void
  onDelete: () => Promise<string | undefined>
}

export function DeleteDialog({ resource, opened, onClose, onDelete }: Props) {
  const { export_name, recipients, links } = resource
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={`Delete “${export_name}”?`}
      confirmLabel="Delete"
      onConfirm={onDelete}
    >
      {links.download
        ? 'Its file is removed from the storage at once and cannot be brought back.'
        : 'Its record is removed.'}
      {recipients.length > 0 && links.download ? ' The people it was shared with can no longer open it.' : ''}{' '}
      Who asked for it and who downloaded it stays in the audit trail.
    </ConfirmDialog>
  )
}
