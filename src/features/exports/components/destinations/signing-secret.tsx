'use client'

import { Alert, Button, Group, Stack, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { CopyText } from '#src/components/copy-text.tsx'
import { Section } from '../new-export/section.tsx'

interface Props {
  secret: string
  onDone: () => void
}

/** The only time a signing secret is shown. */
export function SigningSecret({ secret, onDone }: Props) {
  return (
    <Section title="Signing secret">
      <Stack gap="md" maw="46rem">
        <Alert color="amber" icon={<IconAlertTriangle aria-hidden />} title="Copy it now">
          Give it to the receiver, who checks with it that messages come from you. It is not shown again.
        </Alert>
        <TextInput
          label="Signing secret"
          readOnly
          value={secret}
          onFocus={(event) => event.currentTarget.select()}
          rightSection={<CopyText value={secret} what="signing secret" />}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        />
        <Group gap="xs">
          <Button onClick={onDone}>Done</Button>
        </Group>
      </Stack>
    </Section>
  )
}
