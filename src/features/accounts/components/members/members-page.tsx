'use client'

import {
  Button,
  Group,
  Modal,
  Paper,
  ScrollArea,
  Table,
  Text,
  TextInput,
  VisuallyHidden,
} from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconSearch, IconUserPlus, IconUsers } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { EmptyState } from '#src/components/empty-state.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { PageNumbers } from '#src/components/tables/page-numbers.tsx'
import type { MemberResource } from '../../record/schema.ts'
import { InviteForm } from './invite-form.tsx'
import { MemberRow } from './member-row.tsx'

interface Props {
  members: MemberResource[]
  search: string
  page: number
  pages: number
  total: number
  userId: string
  isSuperAdmin: boolean
}

export function MembersPage({ members, search, page, pages, total, userId, isSuperAdmin }: Props) {
  const router = useRouter()
  const [isOpen, { open, close }] = useDisclosure()
  const [text, setText] = useState(search)
  const find = (wanted: string) =>
    router.push(wanted ? `/settings/members?${new URLSearchParams({ search: wanted })}` : '/settings/members')
  return (
    <>
      <PageHeader
        title="Members"
        description={`${total} ${total === 1 ? 'person' : 'people'}. Role changes take effect at once.`}
        actions={
          <Button leftSection={<IconUserPlus size={17} aria-hidden />} onClick={open}>
            Invite member
          </Button>
        }
      />
      <search>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            find(text.trim())
          }}
        >
          <Group mb="md" gap="xs" align="end">
            <TextInput
              label="Search by name or email"
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              leftSection={<IconSearch size={16} aria-hidden />}
              maxLength={200}
              w={{ base: '100%', xs: 320 }}
            />
            <Button type="submit" variant="default">
              Search
            </Button>
          </Group>
        </form>
      </search>
      <Paper style={{ overflow: 'hidden' }}>
        {members.length > 0 ? (
          <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': 'Members' }}>
            <Table miw="44rem">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Name</Table.Th>
                  <Table.Th>Role</Table.Th>
                  <Table.Th>State</Table.Th>
                  <Table.Th>Last sign-in</Table.Th>
                  <Table.Th w={60}>
                    <VisuallyHidden>Actions</VisuallyHidden>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {members.map((member) => (
                  <MemberRow
                    key={member.id}
                    member={member}
                    isSelf={member.id === userId}
                    isSuperAdmin={isSuperAdmin}
                  />
                ))}
              </Table.Tbody>
            </Table>
          </ScrollArea>
        ) : (
          <EmptyState icon={<IconUsers aria-hidden />} title="No members found">
            Search for another name, or clear the search to see everyone.
          </EmptyState>
        )}
      </Paper>
      <PageNumbers page={page} pages={pages} />
      <Modal opened={isOpen} onClose={close} title={<Text fw={620}>Invite member</Text>}>
        <InviteForm isSuperAdmin={isSuperAdmin} onDone={close} />
      </Modal>
    </>
  )
}
