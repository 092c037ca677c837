'use client'

import { Alert, Button, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { Problem } from '#src/lib/http/action.ts'

/** What went wrong, as far as no field says it; after somebody else's change the way on is to reload. */
export function ProblemAlert({ problem }: { problem: Problem | undefined }) {
  if (!problem) return null
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title="Not saved" role="alert">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{problem.message}</Text>
        {problem.code === 'precondition_failed' ? (
          <Button size="xs" variant="default" onClick={() => window.location.reload()}>
            Reload
          </Button>
        ) : null}
      </Stack>
    </Alert>
  )
}
