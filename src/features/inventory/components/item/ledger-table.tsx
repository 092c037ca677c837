'use client'

import { Button, Stack, Table, Text, TextInput, VisuallyHidden } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ConfirmDialog } from '#src/components/dialogs/confirm-dialog.tsx'
import { Count } from '#src/components/format/quantity.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { PageNumbers } from '#src/components/tables/page-numbers.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import { reverseAction } from '../../console/actions.ts'
import type { MovementResource } from '../../ledger/schema.ts'
import { kindLabels } from '../statuses.ts'

interface Props {
  movements: MovementResource[]
  locationNames: Record<string, string>
  page: number
  pages: number
  mayPost: boolean
}

export function LedgerTable({ movements, locationNames, page, pages, mayPost }: Props) {
  const [chosen, setChosen] = useState<MovementResource>()
  return (
    <Stack gap="md">
      <WideTable
        label="Movements"
        width="52rem"
        head={
          <Table.Tr>
            <Table.Th>Posted</Table.Th>
            <Table.Th>Movement</Table.Th>
            <Table.Th>Location</Table.Th>
            <Table.Th ta="right">Quantity</Table.Th>
            <Table.Th ta="right">Balance</Table.Th>
            <Table.Th>Reason</Table.Th>
            <Table.Th w={110}>
              <VisuallyHidden>Actions</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        }
      >
        {movements.map((movement) => (
          <Table.Tr key={movement.id}>
            <Table.Td>
              <Timestamp at={movement.posted_at} />
            </Table.Td>
            <Table.Td>
              {kindLabels[movement.kind]}
              {movement.is_reversed ? (
                <Text size="xs" c="dimmed">
                  Reversed
                </Text>
              ) : null}
            </Table.Td>
            <Table.Td>{locationNames[movement.location_id]}</Table.Td>
            <Table.Td ta="right">
              {movement.quantity > 0 ? '+' : ''}
              <Count value={movement.quantity} />
            </Table.Td>
            <Table.Td ta="right" fw={600}>
              <Count value={movement.balance_after} />
            </Table.Td>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>
              {movement.reason ?? '–'}
              {movement.reference ? (
                <Text size="xs" c="dimmed">
                  {movement.reference}
                </Text>
              ) : null}
            </Table.Td>
            <Table.Td ta="right">
              {mayPost && isReversible(movement) ? (
                <Button size="compact-sm" variant="subtle" onClick={() => setChosen(movement)}>
                  Reverse
                </Button>
              ) : null}
            </Table.Td>
          </Table.Tr>
        ))}
      </WideTable>
      <PageNumbers page={page} pages={pages} />
      <ReverseDialog key={chosen?.id} movement={chosen} onClose={() => setChosen(undefined)} />
    </Stack>
  )
}

function isReversible({ kind, is_reversed, transfer_id, quantity }: MovementResource): boolean {
  return !is_reversed && kind !== 'reversal' && transfer_id === null && quantity !== 0
}

function ReverseDialog({
  movement,
  onClose,
}: {
  movement: MovementResource | undefined
  onClose: () => void
}) {
  const router = useRouter()
  const [reason, setReason] = useState('')
  async function run(): Promise<string | undefined> {
    if (!movement) return undefined
    if (!reason.trim()) return 'Say why it is taken back.'
    const sent = reverseAction({ id: movement.item_id, movementId: movement.id, reason: reason.trim() })
    const answer = await settleAction(sent)
    if (!answer.ok) return answer.problem.message
    notifications.show({ message: 'The movement was reversed.' })
    router.refresh()
    return undefined
  }
  return (
    <ConfirmDialog
      opened={movement !== undefined}
      onClose={onClose}
      title="Reverse this movement?"
      confirmLabel="Reverse"
      onConfirm={run}
    >
      <Stack gap="sm">
        Its opposite is posted. Both lines stay in the ledger.
        <TextInput
          label="Reason"
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
          ta="left"
        />
      </Stack>
    </ConfirmDialog>
  )
}
