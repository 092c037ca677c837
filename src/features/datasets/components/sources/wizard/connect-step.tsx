'use client'

import { Button, Collapse, Group, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type FormEvent, useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { createSourceAction } from '#src/features/sources/actions.ts'
import type { Source } from '#src/features/sources/record/schema.ts'
import { givenOf, type Protection, ProtectionFields } from '../connection-fields.tsx'

export function ConnectStep({ onConnected }: { onConnected: (source: Source) => void }) {
  const [connection, setConnection] = useState('')
  const [name, setName] = useState('')
  const [protection, setProtection] = useState<Protection>({ tls: '', ca: '' })
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const [isOpen, { toggle }] = useDisclosure()

  async function connect(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    const answer = await settleAction(
      createSourceAction({
        connection: connection.trim(),
        ...(name.trim() ? { name: name.trim() } : {}),
        ...givenOf(protection),
      }),
    )
    setBusy(false)
    if (answer.ok) return onConnected(answer.data)
    const [first] = answer.problem.errors
    setProblem(first ? first.message : answer.problem.message)
  }

  return (
    <Card title="Connect a PostgreSQL database">
      <form onSubmit={connect} noValidate>
        <Stack gap="sm" maw="46rem">
          <PasswordInput
            label="Connection string"
            description="postgresql://user:password@host:5432/database. The password is stored encrypted and never shown again."
            required
            autoComplete="off"
            value={connection}
            onChange={(event) => setConnection(event.currentTarget.value)}
          />
          <Collapse expanded={isOpen}>
            <Stack gap="sm">
              <TextInput
                label="Name"
                description="If you leave this empty, the database and its host."
                maxLength={100}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <ProtectionFields value={protection} onChange={setProtection} />
            </Stack>
          </Collapse>
          <FormProblem>{problem}</FormProblem>
          <Group>
            <Button type="submit" loading={isBusy} disabled={connection.trim() === ''}>
              Connect
            </Button>
            <Button variant="subtle" onClick={toggle} aria-expanded={isOpen}>
              {isOpen ? 'Fewer settings' : 'More settings'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}
