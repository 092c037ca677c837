'use client'

import { Alert, List, Stack } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { LinkButton } from '#src/components/link-button.tsx'

/** On the list of a dataset that no longer fits its table, for those who can repair it. */
export function DriftNotice({ dataset, reasons }: { dataset: string; reasons: string[] }) {
  return (
    <Alert
      color="amber"
      icon={<IconAlertTriangle aria-hidden />}
      title="This dataset needs attention"
      mb="md"
    >
      <Stack gap="sm" align="flex-start">
        <List size="sm">
          {reasons.map((reason) => (
            <List.Item key={reason}>{reason}</List.Item>
          ))}
        </List>
        <LinkButton href={`/data/${dataset}/definition`} size="xs">
          Look and repair
        </LinkButton>
      </Stack>
    </Alert>
  )
}
