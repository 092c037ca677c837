'use client'

import { Button, Group, Stack, Text } from '@mantine/core'
import { Card } from '#src/components/card.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import type { CustomDataset } from '../../../custom/record/schema.ts'

interface Props {
  dataset: CustomDataset
  onAnother: () => void
}

export function DoneStep({ dataset: { key, label }, onAnother }: Props) {
  return (
    <Card title={`${label} is ready`}>
      <Stack gap="sm">
        <Text size="sm">
          It can be listed, filtered, exported, scheduled and compared like any other data.
        </Text>
        <Group gap="xs">
          <LinkButton href={`/exports/new?type=${key}`}>Export the first file</LinkButton>
          <LinkButton href={`/data/${key}`} variant="default">
            Look at its rows
          </LinkButton>
          <Button variant="subtle" onClick={onAnother}>
            Pick another table
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}
