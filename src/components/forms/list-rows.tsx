import { ActionIcon, Button } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'

interface RemoveProps {
  /** Such as `line 2`. */
  what: string
  disabled?: boolean
  onRemove: () => void
}

/** At the end of one row of a form's list, level with its fields. */
export function RemoveRow({ what, disabled = false, onRemove }: RemoveProps) {
  return (
    <ActionIcon
      mt={28}
      variant="subtle"
      color="gray"
      aria-label={`Remove ${what}`}
      disabled={disabled}
      onClick={onRemove}
    >
      <IconTrash size={17} aria-hidden />
    </ActionIcon>
  )
}

/** Below the rows of a form's list. */
export function AddRow({ label, onAdd }: { label: string; onAdd: () => void }) {
  return (
    <Button size="xs" variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={onAdd}>
      {label}
    </Button>
  )
}
