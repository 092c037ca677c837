'use client'

import { Button, Group, Modal, Paper, Switch, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { EmptyState } from '#src/components/empty-state.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import type { ApiKeyResource } from '../../record/schema.ts'
import { ApiKeysTable } from './api-keys-table.tsx'
import { isLive } from './key-state.ts'
import { type Created, NewKeyForm } from './new-key-form.tsx'
import { NewKeyResult } from './new-key-result.tsx'

interface Props {
  keys: ApiKeyResource[]
  userId: string
  /** Admins see everybody's. */
  withOwner: boolean
  /** Where the API answers. */
  appUrl: string
}

export function ApiKeysPage({ keys, userId, withOwner, appUrl }: Props) {
  const { now } = useFormats()
  const [isOpen, { open, close }] = useDisclosure()
  const [created, setCreated] = useState<Created>()
  const [showsEnded, setShowsEnded] = useState(false)
  const live = keys.filter((key) => isLive(key, now))
  const shown = showsEnded ? keys : live
  const newKey = (
    <Button leftSection={<IconPlus size={17} aria-hidden />} onClick={open}>
      New API key
    </Button>
  )

  function finish() {
    close()
    setCreated(undefined)
  }

  return (
    <>
      <PageHeader
        title="API keys"
        description="A program with a key acts as the person who created it. Give every program its own key."
        actions={live.length > 0 ? newKey : null}
      />
      {live.length < keys.length ? (
        <Group justify="flex-end" mb="sm">
          <Switch
            label={`Show ${keys.length - live.length} revoked or expired`}
            checked={showsEnded}
            onChange={(event) => setShowsEnded(event.currentTarget.checked)}
          />
        </Group>
      ) : null}
      <Paper style={{ overflow: 'hidden' }}>
        {shown.length > 0 ? (
          <ApiKeysTable keys={shown} userId={userId} withOwner={withOwner} />
        ) : (
          <EmptyState icon={<IconKey aria-hidden />} title="No active API keys" action={newKey}>
            Create one to start exports and download files from your own programs. The key is shown once.
          </EmptyState>
        )}
      </Paper>
      <Modal
        opened={isOpen}
        onClose={finish}
        title={<Text fw={620}>{created ? 'Your new API key' : 'New API key'}</Text>}
        closeOnClickOutside={!created}
        closeOnEscape={!created}
        withCloseButton={!created}
        size="lg"
      >
        {created ? (
          <NewKeyResult
            apiKey={created.key}
            signingSecret={created.signing_secret}
            appUrl={appUrl}
            onDone={finish}
          />
        ) : (
          <NewKeyForm onCreated={setCreated} onCancel={finish} />
        )}
      </Modal>
    </>
  )
}
