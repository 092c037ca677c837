'use client'

import { Badge, Button, Group, List, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconCircleCheck, IconHourglassLow, IconMail } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { unshareExportAction } from '../../actions.ts'
import type { ExportDetails } from '../../record/details-schema.ts'

type Recipient = NonNullable<ExportDetails['recipient_states']>[number]

interface Props {
  exportId: string
  recipients: Recipient[]
  /** Its creator and admins, once it has ended. */
  mayRemove: boolean
}

export function RecipientsCard({ exportId, recipients, mayRemove }: Props) {
  if (recipients.length === 0) return null
  return (
    <Card title="Shared with">
      <List listStyleType="none" spacing="sm" styles={{ itemWrapper: { display: 'block' } }}>
        {recipients.map((recipient) => (
          <List.Item key={recipient.address}>
            <RecipientLine exportId={exportId} recipient={recipient} mayRemove={mayRemove} />
          </List.Item>
        ))}
      </List>
    </Card>
  )
}

function RecipientLine({
  exportId,
  recipient,
  mayRemove,
}: Omit<Props, 'recipients'> & { recipient: Recipient }) {
  const router = useRouter()
  const [isRemoving, setRemoving] = useState(false)
  const { address, has_account, downloaded_at, mail_error } = recipient

  async function remove() {
    setRemoving(true)
    const answer = await settleAction(unshareExportAction(exportId, address))
    setRemoving(false)
    if (answer.ok) router.refresh()
    else notifications.show({ color: 'red', title: 'Not removed', message: answer.problem.message })
  }

  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="start">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {address}
        </Text>
        {mayRemove ? (
          <Button
            variant="default"
            size="compact-xs"
            style={{ flex: 'none' }}
            loading={isRemoving}
            onClick={remove}
            aria-label={`Remove ${address}`}
          >
            Remove
          </Button>
        ) : null}
      </Group>
      <Group gap="xs">
        <StateBadge recipient={recipient} />
        {downloaded_at ? (
          <Text size="xs" c="dimmed" component="div">
            <Timestamp at={downloaded_at} />
          </Text>
        ) : null}
      </Group>
      {mail_error ? (
        <Text size="xs" c="dimmed">
          {mail_error}
        </Text>
      ) : null}
      {has_account ? null : (
        <Text size="xs" c="dimmed">
          Has no account: opens the file with a code sent to this address.
        </Text>
      )}
    </Stack>
  )
}

const looks = {
  downloaded: { label: 'Downloaded', color: 'green', icon: IconCircleCheck },
  sent: { label: 'Email sent', color: 'blue', icon: IconMail },
  pending: { label: 'Email waits', color: 'gray', icon: IconHourglassLow },
  failed: { label: 'Email failed', color: 'red', icon: IconAlertTriangle },
  none: { label: 'No email yet', color: 'gray', icon: IconHourglassLow },
}

function StateBadge({ recipient: { mail, downloaded_at } }: { recipient: Recipient }) {
  const { label, color, icon: Icon } = looks[downloaded_at ? 'downloaded' : (mail ?? 'none')]
  return (
    <Badge
      color={color}
      tt="none"
      fw={600}
      style={{ flex: 'none' }}
      leftSection={<Icon size={13} stroke={2} aria-hidden />}
    >
      {label}
    </Badge>
  )
}
