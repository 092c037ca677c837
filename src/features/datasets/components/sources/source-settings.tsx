'use client'

import { Button, Group, NumberInput, PasswordInput, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { ConfirmDialog } from '#src/components/dialogs/confirm-dialog.tsx'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { deleteSourceAction, updateSourceAction } from '#src/features/sources/actions.ts'
import type { Source } from '#src/features/sources/record/schema.ts'
import { givenOf, type Protection, ProtectionFields } from './connection-fields.tsx'

/** What of a source can be changed; its connection only as a whole, since nobody gets to see the password. */
export function SourceSettings({ source }: { source: Source }) {
  const router = useRouter()
  const [name, setName] = useState(source.name)
  const [seconds, setSeconds] = useState<number | string>(source.statement_seconds)
  const [reads, setReads] = useState<number | string>(source.concurrent_reads)
  const [connection, setConnection] = useState('')
  const [protection, setProtection] = useState<Protection>({ tls: '', ca: '' })
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const [isRemoving, { open, close }] = useDisclosure()
  const isNew = connection.trim() !== ''

  async function save(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    const answer = await settleAction(
      updateSourceAction({
        ...{ id: source.id, version: source.version, name: name.trim() },
        ...{ statement_seconds: Number(seconds), concurrent_reads: Number(reads) },
        ...(isNew ? { connection: connection.trim(), ...givenOf(protection) } : {}),
      }),
    )
    setBusy(false)
    setProblem(answer.ok ? undefined : (answer.problem.errors[0]?.message ?? answer.problem.message))
    if (!answer.ok) return
    setConnection('')
    notifications.show({ message: isNew ? 'The new connection works and is saved.' : 'The source is saved.' })
    router.refresh()
  }

  async function remove(): Promise<string | undefined> {
    const answer = await settleAction(deleteSourceAction(source.id))
    if (!answer.ok) return answer.problem.message
    router.push('/data/sources')
    router.refresh()
    return undefined
  }

  return (
    <Card title="Change this source">
      <form onSubmit={save} noValidate>
        <Stack gap="sm" maw="46rem">
          <TextInput
            label="Name"
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <NumberInput
              label="Longest read (seconds)"
              min={5}
              max={3600}
              allowDecimal={false}
              value={seconds}
              onChange={setSeconds}
            />
            <NumberInput
              label="Reads at once"
              min={1}
              max={10}
              allowDecimal={false}
              value={reads}
              onChange={setReads}
            />
          </SimpleGrid>
          <PasswordInput
            label="Connection string"
            description="Enter it only to replace the connection. It is tried before it is kept."
            autoComplete="off"
            value={connection}
            onChange={(event) => setConnection(event.currentTarget.value)}
          />
          {isNew ? <ProtectionFields value={protection} onChange={setProtection} /> : null}
          <FormProblem>{problem}</FormProblem>
          <Group gap="xs">
            <Button type="submit" loading={isBusy}>
              Save
            </Button>
            <Button variant="default" color="red" onClick={open}>
              Remove source
            </Button>
          </Group>
        </Stack>
      </form>
      <ConfirmDialog
        opened={isRemoving}
        onClose={close}
        title={`Remove ${source.name}?`}
        confirmLabel="Remove source"
        onConfirm={remove}
      >
        Nothing changes in the database itself. Datasets that read it have to be deleted first.
      </ConfirmDialog>
    </Card>
  )
}
