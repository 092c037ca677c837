'use client'

import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { ConfirmDialog } from '#src/components/dialogs/confirm-dialog.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { signOutEverywhereAction } from '../../actions.ts'

export function SessionsCard() {
  const [isOpen, setOpen] = useState(false)

  async function leave(): Promise<string | undefined> {
    const answer = await settleAction(signOutEverywhereAction())
    if (!answer.ok) return answer.problem.message
    window.location.assign('/sign-in')
    return undefined
  }

  return (
    <Paper p="lg" maw={440}>
      <Stack gap="md">
        <Title order={2} size="h4">
          Sessions
        </Title>
        <Text size="sm">
          This ends your session on every device. Use it if you have lost one. API keys keep working; revoke
          them under API keys.
        </Text>
        <Group>
          <Button variant="default" onClick={() => setOpen(true)}>
            Sign out everywhere
          </Button>
        </Group>
      </Stack>
      <ConfirmDialog
        opened={isOpen}
        onClose={() => setOpen(false)}
        title="Sign out on every device?"
        confirmLabel="Sign out everywhere"
        onConfirm={leave}
      >
        You will have to sign in again on this device too.
      </ConfirmDialog>
    </Paper>
  )
}
