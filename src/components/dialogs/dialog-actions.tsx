import { Button, Group } from '@mantine/core'

interface Props {
  submitLabel: string
  isSending: boolean
  cancelLabel?: string
  /** Only where there is something to remove. */
  onRemove?: (() => void) | undefined
  onClose: () => void
}

/** The end of a dialog with a form: to leave it, to remove what it is about, or to send it. */
export function DialogActions({ submitLabel, isSending, cancelLabel = 'Cancel', onRemove, onClose }: Props) {
  return (
    <Group justify={onRemove ? 'space-between' : 'flex-end'} gap="xs">
      {onRemove ? (
        <Button variant="subtle" color="red" onClick={onRemove} disabled={isSending}>
          Remove
        </Button>
      ) : null}
      <Group gap="xs">
        <Button variant="default" onClick={onClose}>
          {cancelLabel}
        </Button>
        <Button type="submit" loading={isSending}>
          {submitLabel}
        </Button>
      </Group>
    </Group>
  )
}
