'use client'

import { Alert, Button, Code, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { CopyText } from '#src/components/copy-text.tsx'

interface Props {
  apiKey: string
  appUrl: string
  onDone: () => void
}

/** The only time a key is shown. */
export function NewKeyResult({ apiKey, appUrl, onDone }: Props) {
  const example = `export WAYBILL_API_KEY='${apiKey}'\ncurl -H "Authorization: Bearer $WAYBILL_API_KEY" ${appUrl}/api/v1/exports`
  return (
    <Stack gap="md">
      <Alert color="amber" icon={<IconAlertTriangle aria-hidden />} title="Copy it now">
        Only a hash of it is stored, so it cannot be shown again.
      </Alert>
      <TextInput
        label="API key"
        readOnly
        value={apiKey}
        onFocus={(event) => event.currentTarget.select()}
        rightSection={<CopyText value={apiKey} what="API key" />}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      <div>
        <Text size="sm" fw={550} mb={4}>
          Try it
        </Text>
        <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {example}
        </Code>
      </div>
      <Group justify="flex-end" gap="xs">
        <CopyText value={apiKey} what="API key" label="Copy key" />
        <Button onClick={onDone}>Done</Button>
      </Group>
    </Stack>
  )
}
