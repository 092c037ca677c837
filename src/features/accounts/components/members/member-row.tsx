'use client'

import { ActionIcon, Badge, Menu, Table, Text } from '@mantine/core'
import { IconDots, IconMailForward, IconUserCheck, IconUserCog, IconUserOff } from '@tabler/icons-react'
import { useState } from 'react'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import type { MemberResource } from '../../record/schema.ts'
import { MemberDialog, type MemberTask } from './member-dialog.tsx'
import { roleNames } from './roles.ts'

interface Props {
  member: MemberResource
  isSelf: boolean
  isSuperAdmin: boolean
}

const states = {
  active: { label: 'Active', color: 'green' },
  invited: { label: 'Invited', color: 'blue' },
  disabled: { label: 'Disabled', color: 'gray' },
}

/** On a phone the table is wider than the screen, and this column must stay within reach. */
const alwaysInView = { position: 'sticky', right: 0, background: 'var(--mantine-color-body)' } as const

export function MemberRow({ member, isSelf, isSuperAdmin }: Props) {
  const [task, setTask] = useState<MemberTask>()
  const { first_name, last_name, email, role, status, last_sign_in_at, invitation_expires_at } = member
  const name = `${first_name} ${last_name}`
  const mayChange = !isSelf && (isSuperAdmin || role !== 'super_admin')
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <Text size="sm" fw={600}>
          {name}
          {isSelf ? ' (you)' : ''}
        </Text>
        <Text size="xs" c="dimmed">
          {email}
        </Text>
        {/* On a phone the columns for these begin beyond the edge. */}
        <Text size="xs" hiddenFrom="sm">
          {roleNames[role]}, {states[status].label.toLowerCase()}
        </Text>
      </Table.Td>
      <Table.Td>{roleNames[role]}</Table.Td>
      <Table.Td>
        <Badge color={states[status].color}>{states[status].label}</Badge>
        {status === 'invited' && invitation_expires_at ? (
          <Text size="xs" c="dimmed">
            Link valid until <Timestamp at={invitation_expires_at} />
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td>{last_sign_in_at ? <Timestamp at={last_sign_in_at} relative /> : 'Never'}</Table.Td>
      <Table.Td ta="right" style={alwaysInView}>
        {mayChange ? (
          <Menu position="bottom-end" width={230}>
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${name}`}>
                <IconDots size={18} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconUserCog size={16} aria-hidden />} onClick={() => setTask('role')}>
                Change role
              </Menu.Item>
              {status === 'disabled' ? null : (
                <Menu.Item
                  leftSection={<IconMailForward size={16} aria-hidden />}
                  onClick={() => setTask('link')}
                >
                  {status === 'invited' ? 'Send a new invitation' : 'Send a password link'}
                </Menu.Item>
              )}
              {status === 'disabled' ? (
                <Menu.Item
                  leftSection={<IconUserCheck size={16} aria-hidden />}
                  onClick={() => setTask('enable')}
                >
                  Enable account
                </Menu.Item>
              ) : (
                <Menu.Item
                  color="red"
                  leftSection={<IconUserOff size={16} aria-hidden />}
                  onClick={() => setTask('disable')}
                >
                  Disable account
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        ) : null}
        <MemberDialog
          member={member}
          task={task}
          isSuperAdmin={isSuperAdmin}
          onClose={() => setTask(undefined)}
        />
      </Table.Td>
    </Table.Tr>
  )
}
