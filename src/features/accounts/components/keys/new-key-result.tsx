'use client'

import { Alert, Button, Code, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { CopyText } from '#src/components/copy-text.tsx'

interface Props {
  apiKey: string
  signingSecret: string
  appUrl: string
  onDone: () => void
}

/** The only time a key is shown. */
export function NewKeyResult({ apiKey, signingSecret, appUrl, onDone }: Props) {
  const example = `export WAYBILL_API_KEY='${apiKey}'\ncurl -H "Authorization: Bearer $WAYBILL_API_KEY" ${appUrl}/api/v1/exports`
  return (
    <Stack gap="md">
      <Alert color="amber" icon={<IconAlertTriangle aria-hidden />} title="Copy it now">
        Neither the key nor its signing secret can be shown again.
      </Alert>
      <Secret label="API key" value={apiKey} />
      <Secret
        label="Signing secret"
        description="Requests that spend money are signed with it. The API guide shows how."
        value={signingSecret}
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

function Secret({ label, value, description }: { label: string; value: string; description?: string }) {
  return (
    <TextInput
      label={label}
      description={description}
      readOnly
      value={value}
      onFocus={(event) => event.currentTarget.select()}
      rightSection={<CopyText value={value} what={label} />}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
    />
  )
}
