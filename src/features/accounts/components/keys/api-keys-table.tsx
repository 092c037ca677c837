'use client'

import { Badge, Button, Code, ScrollArea, Table, Text, VisuallyHidden } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ConfirmDialog } from '#src/components/dialogs/confirm-dialog.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { revokeApiKeyAction } from '../../actions.ts'
import type { ApiKeyResource } from '../../record/schema.ts'
import { accessInWords, expiresSoon, isLive } from './key-state.ts'

interface Props {
  keys: ApiKeyResource[]
  userId: string
  withOwner: boolean
}

export function ApiKeysTable({ keys, userId, withOwner }: Props) {
  const router = useRouter()
  const [revoking, setRevoking] = useState<ApiKeyResource>()
  const [isOpen, setOpen] = useState(false)

  async function revoke(): Promise<string | undefined> {
    const answer = await settleAction(revokeApiKeyAction(revoking?.id ?? ''))
    if (!answer.ok) return answer.problem.message
    notifications.show({ title: 'Revoked', message: `${revoking?.name} no longer works.` })
    router.refresh()
    return undefined
  }

  return (
    <>
      <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': 'API keys' }}>
        <Table miw={withOwner ? '52rem' : '44rem'}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Name</Table.Th>
              {withOwner ? <Table.Th>Owner</Table.Th> : null}
              <Table.Th>Permissions</Table.Th>
              <Table.Th>Last used</Table.Th>
              <Table.Th>Expires</Table.Th>
              <Table.Th>Created</Table.Th>
              <Table.Th w={100}>
                <VisuallyHidden>Actions</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {keys.map((key) => (
              <KeyLine
                key={key.id}
                apiKey={key}
                owner={withOwner ? ownerOf(key, userId) : undefined}
                onRevoke={() => {
                  setRevoking(key)
                  setOpen(true)
                }}
              />
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
      <ConfirmDialog
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={`Revoke “${revoking?.name ?? ''}”?`}
        confirmLabel="Revoke"
        onConfirm={revoke}
      >
        Programs that use this key will be refused, and exports it has requested that have not started will
        not run. A revoked key cannot be restored; create a new one instead.
      </ConfirmDialog>
    </>
  )
}

/** On a phone the table is wider than the screen, and this column must stay within reach. */
const alwaysInView = { position: 'sticky', right: 0, background: 'var(--mantine-color-body)' } as const

interface LineProps {
  apiKey: ApiKeyResource
  owner: string | undefined
  onRevoke: () => void
}

function KeyLine({ apiKey, owner, onRevoke }: LineProps) {
  const { now } = useFormats()
  const { name, prefix, access, last_used_at, expires_at, created_at, revoked_at } = apiKey
  const works = isLive(apiKey, now)
  return (
    <Table.Tr c={works ? undefined : 'dimmed'}>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <Text size="sm" fw={600}>
          {name}
        </Text>
        <Code>wb_{prefix}_…</Code>
      </Table.Td>
      {owner === undefined ? null : <Table.Td>{owner}</Table.Td>}
      <Table.Td>{accessInWords[access]}</Table.Td>
      <Table.Td>{last_used_at ? <Timestamp at={last_used_at} relative /> : 'Never'}</Table.Td>
      <Table.Td>
        {expires_at ? <Timestamp at={expires_at} relative /> : 'Never'}
        {works && expiresSoon(apiKey, now) ? (
          <Badge color="amber" ml="xs">
            Replace it soon
          </Badge>
        ) : null}
      </Table.Td>
      <Table.Td>
        <Timestamp at={created_at} relative />
      </Table.Td>
      <Table.Td ta="right" style={alwaysInView}>
        {works ? (
          <Button variant="default" size="compact-sm" onClick={onRevoke} aria-label={`Revoke ${name}`}>
            Revoke
          </Button>
        ) : (
          <Badge color="gray">{revoked_at ? 'Revoked' : 'Expired'}</Badge>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

function ownerOf({ owner }: ApiKeyResource, userId: string): string {
  return owner.id === userId ? 'You' : `${owner.first_name} ${owner.last_name}`
}
