'use client'

import { Button, Group, List, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { retryDeliveryAction } from '../../destinations/actions.ts'
import type { Delivery } from '../../destinations/record/schema.ts'
import { DeliveryBadge } from './delivery-badge.tsx'

interface Props {
  delivery: Delivery
  mayRetry: boolean
  onChange: (delivery: Delivery) => void
}

export function DeliveryLine({ delivery, mayRetry, onChange }: Props) {
  const [isSending, setSending] = useState(false)
  const { id, export_id, destination_name, state, next_try_at, log, attempts } = delivery
  const isOver = state === 'delivered' || state === 'sending'

  async function retry() {
    setSending(true)
    const answer = await settleAction(retryDeliveryAction(export_id, id))
    setSending(false)
    if (answer.ok) onChange(answer.data)
    else notifications.show({ color: 'red', title: 'Not retried', message: answer.problem.message })
  }

  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {destination_name}
          </Text>
          <DeliveryBadge state={state} />
        </Group>
        {mayRetry && !isOver && attempts > 0 ? (
          <Button
            variant="default"
            size="compact-sm"
            loading={isSending}
            onClick={retry}
            aria-label={`Retry the delivery to ${destination_name}`}
          >
            {state === 'pending' ? 'Retry now' : 'Retry'}
          </Button>
        ) : null}
      </Group>
      {next_try_at && attempts > 0 ? (
        <Text size="sm" c="dimmed" component="div">
          Next try: <Timestamp at={next_try_at} />
        </Text>
      ) : null}
      {log.length > 0 ? (
        <List size="sm" listStyleType="none" spacing={4}>
          {log
            .map((entry, index) => ({ ...entry, key: index }))
            .reverse()
            .map(({ key, at, message }) => (
              <List.Item key={key} style={{ overflowWrap: 'anywhere' }}>
                {message}{' '}
                <Text span size="xs" c="dimmed">
                  <Timestamp at={at} withSeconds />
                </Text>
              </List.Item>
            ))}
        </List>
      ) : null}
    </Stack>
  )
}
