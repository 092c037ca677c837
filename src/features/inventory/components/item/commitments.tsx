'use client'

import { Button, Group, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { settleAction } from '#src/components/settle-action.ts'
import type { Answer } from '#src/lib/http/action.ts'
import { receiveAction, releaseAction } from '../../console/actions.ts'
import type { ReservationResource } from '../../reservations/schema.ts'
import type { TransferResource } from '../../transfers/schema.ts'

interface Props {
  reservations: ReservationResource[]
  transfers: TransferResource[]
  locationNames: Record<string, string>
  mayPost: boolean
}

/** What is promised and what is on its way, each with its next move. */
export function Commitments({ reservations, transfers, locationNames, mayPost }: Props) {
  if (reservations.length + transfers.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Nothing is reserved or on its way.
      </Text>
    )
  }
  const sent = transfers.filter(({ status }) => status === 'in_transit')
  return (
    <Stack gap="xs">
      {reservations.map(({ id, item_id, open_quantity, location_id, reference }) => (
        <Line
          key={id}
          text={`${open_quantity} reserved at ${locationNames[location_id]}${reference ? ` for ${reference}` : ''}`}
          label="Release"
          done="The reservation was released."
          send={mayPost ? () => releaseAction({ id: item_id, reservation_id: id }) : undefined}
        />
      ))}
      {sent.map(({ id, quantity, received, lost, from_location_id, to_location_id }) => (
        <Line
          key={id}
          text={`${quantity - received - lost} on their way from ${locationNames[from_location_id]} to ${locationNames[to_location_id]}`}
          label="Receive all"
          done="The goods were received."
          send={mayPost ? () => receiveAction({ id, quantity: quantity - received - lost }) : undefined}
        />
      ))}
    </Stack>
  )
}

interface LineProps {
  text: string
  label: string
  done: string
  send: (() => Promise<Answer<unknown>>) | undefined
}

function Line({ text, label, done, send }: LineProps) {
  const router = useRouter()
  const [isWorking, setWorking] = useState(false)
  async function run() {
    setWorking(true)
    const answer = await settleAction(send!())
    setWorking(false)
    notifications.show(answer.ok ? { message: done } : { message: answer.problem.message, color: 'red' })
    router.refresh()
  }
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm" style={{ overflowWrap: 'anywhere', flex: '1 1 12rem' }}>
        {text}
      </Text>
      {send ? (
        <Button size="compact-sm" variant="default" onClick={run} loading={isWorking}>
          {label}
        </Button>
      ) : null}
    </Group>
  )
}
