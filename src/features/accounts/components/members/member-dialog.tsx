'use client'

import { Select } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ConfirmDialog } from '#src/components/dialogs/confirm-dialog.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { changeMemberAction, sendMemberLinkAction } from '../../actions.ts'
import type { MemberResource } from '../../record/schema.ts'
import { roleChoices, roleHints } from './roles.ts'

export type MemberTask = 'role' | 'link' | 'disable' | 'enable'

interface Props {
  member: MemberResource
  /** Undefined: closed. */
  task: MemberTask | undefined
  isSuperAdmin: boolean
  onClose: () => void
}

export function MemberDialog({ member, task, isSuperAdmin, onClose }: Props) {
  const router = useRouter()
  const [role, setRole] = useState(member.role)
  const name = `${member.first_name} ${member.last_name}`
  const { id } = member

  async function run(): Promise<string | undefined> {
    const sending = task === 'link' ? sendMemberLinkAction(id) : changeMemberAction({ id, ...change() })
    const answer = await settleAction(sending)
    if (!answer.ok) return answer.problem.message
    notifications.show({ message: done[task ?? 'role'](name) })
    router.refresh()
    return undefined
  }

  const change = () => (task === 'role' ? { role } : { disabled: task === 'disable' })
  const { title, label } = words[task ?? 'role'](name)
  return (
    <ConfirmDialog
      opened={task !== undefined}
      onClose={onClose}
      title={title}
      confirmLabel={label}
      onConfirm={run}
    >
      {task === 'role' ? (
        <Select
          label="Role"
          description={roleHints[role]}
          data={roleChoices(isSuperAdmin)}
          value={role}
          onChange={(value) => setRole((value as MemberResource['role'] | null) ?? role)}
          allowDeselect={false}
          ta="left"
        />
      ) : (
        explanations[task ?? 'link']
      )}
    </ConfirmDialog>
  )
}

const words: Record<MemberTask, (name: string) => { title: string; label: string }> = {
  role: (name) => ({ title: `Change the role of ${name}`, label: 'Change role' }),
  link: (name) => ({ title: `Send ${name} a link?`, label: 'Send link' }),
  disable: (name) => ({ title: `Disable the account of ${name}?`, label: 'Disable account' }),
  enable: (name) => ({ title: `Enable the account of ${name}?`, label: 'Enable account' }),
}

const explanations: Record<Exclude<MemberTask, 'role'>, string> = {
  link: 'They get an email with a one-time link for choosing a password. It works for three days; earlier links stop working.',
  disable:
    'They are signed out at once, their API keys stop working, and their schedules are put on hold. You can enable the account again.',
  enable: 'They can sign in again with the password they had, and their API keys work again.',
}

const done: Record<MemberTask, (name: string) => string> = {
  role: (name) => `The role of ${name} was changed.`,
  link: (name) => `A link was sent to ${name}.`,
  disable: (name) => `The account of ${name} is disabled.`,
  enable: (name) => `The account of ${name} is enabled.`,
}
