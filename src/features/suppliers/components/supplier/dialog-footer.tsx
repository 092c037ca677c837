'use client'

import { Button, Group } from '@mantine/core'
import type { Problem } from '#src/lib/http/action.ts'
import { ProblemAlert } from '../problem-alert.tsx'

interface Props {
  problem: Problem | undefined
  isSaving: boolean
  /** Only where there is something to remove. */
  onRemove: (() => void) | undefined
  onClose: () => void
}

/** The end of a form for one line of a list: what went wrong, and what can be done. */
export function DialogFooter({ problem, isSaving, onRemove, onClose }: Props) {
  return (
    <>
      <ProblemAlert problem={problem} />
      <Group justify="space-between" gap="xs">
        {onRemove ? (
          <Button variant="subtle" color="red" onClick={onRemove} disabled={isSaving}>
            Remove
          </Button>
        ) : (
          <span />
        )}
        <Group gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isSaving}>
            Save
          </Button>
        </Group>
      </Group>
    </>
  )
}
