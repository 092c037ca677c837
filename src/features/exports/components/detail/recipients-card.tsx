'use client'

import { List, Text } from '@mantine/core'
import { Card } from '#src/components/card.tsx'

export function RecipientsCard({ recipients }: { recipients: string[] }) {
  if (recipients.length === 0) return null
  return (
    <Card title="Shared with">
      <List size="sm" listStyleType="none" style={{ overflowWrap: 'anywhere' }}>
        {recipients.map((address) => (
          <List.Item key={address}>{address}</List.Item>
        ))}
      </List>
      <Text size="xs" c="dimmed" mt="xs">
        Members with these addresses can open and download it.
      </Text>
    </Card>
  )
}
