'use client'

import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { Count } from '#src/components/format/quantity.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { dismissAlertAction } from '../../governance/actions.ts'
import type { Alert } from '../../governance/record/schema.ts'

/** Large or sensitive exports that nobody has looked at yet. */
export function AlertsList({ items, total }: { items: Alert[]; total: number }) {
  const router = useRouter()
  if (items.length === 0) return null

  async function dismiss(id: string) {
    const answer = await settleAction(dismissAlertAction(id))
    if (!answer.ok) {
      notifications.show({ color: 'red', title: 'Not dismissed', message: answer.problem.message })
    }
    router.refresh()
  }

  return (
    <section aria-label="Alerts">
      <Title order={2} mt="lg" mb="xs">
        Large or sensitive exports
      </Title>
      <Stack gap="sm">
        {items.map(({ id, export_name, creator, record_count, reasons, at }) => (
          <Paper key={id} p="md">
            <Group justify="space-between" gap="sm">
              <div style={{ minWidth: 0 }}>
                <Anchor
                  component={Link}
                  href={`/exports/${id}`}
                  fw={600}
                  style={{ overflowWrap: 'anywhere' }}
                >
                  {export_name}
                </Anchor>
                <Text size="sm">
                  <Count value={record_count ?? 0} /> rows, {creator.first_name} {creator.last_name},{' '}
                  <Timestamp at={at} relative />
                </Text>
                <Text size="sm" c="dimmed">
                  {reasons.join('. ')}.
                </Text>
              </div>
              <Button
                size="xs"
                variant="default"
                onClick={() => dismiss(id)}
                aria-label={`Dismiss ${export_name}`}
              >
                Dismiss
              </Button>
            </Group>
          </Paper>
        ))}
        {total > items.length ? (
          <Text size="sm" c="dimmed">
            {total - items.length} more appear as you dismiss these.
          </Text>
        ) : null}
      </Stack>
    </section>
  )
}
