'use client'

import { Button, type ButtonProps } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import type { Answer } from '#src/lib/http/action.ts'
import { ConfirmDialog } from '../dialogs/confirm-dialog.tsx'
import { settleAction } from '../settle-action.ts'

interface Props {
  label: string
  title: string
  /** What changes, and what stays. */
  explanation: string
  /** Told when it worked. */
  done: string
  variant?: ButtonProps['variant']
  disabled?: boolean
  move: () => Promise<Answer<unknown>>
}

/** A button for one move, which asks before it makes it. */
export function MoveButton({
  label,
  title,
  explanation,
  done,
  variant = 'default',
  disabled = false,
  move,
}: Props) {
  const router = useRouter()
  const [isOpen, { open, close }] = useDisclosure()

  async function confirm(): Promise<string | undefined> {
    const answer = await settleAction(move())
    if (!answer.ok) return answer.problem.message
    notifications.show({ message: done })
    router.refresh()
    return undefined
  }

  return (
    <>
      <Button variant={variant} disabled={disabled} onClick={open}>
        {label}
      </Button>
      <ConfirmDialog opened={isOpen} onClose={close} title={title} confirmLabel={label} onConfirm={confirm}>
        {explanation}
      </ConfirmDialog>
    </>
  )
}
