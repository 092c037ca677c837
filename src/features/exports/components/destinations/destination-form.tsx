'use client'

import { Button, Group, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { createDestinationAction, updateDestinationAction } from '../../destinations/actions.ts'
import type { CreatedDestination, Destination } from '../../destinations/record/schema.ts'
import { ChoiceCards } from '../new-export/choice-cards.tsx'
import { Section } from '../new-export/section.tsx'
import { type DestinationDraft, draftOf, errorsByField, secretOf, settingsOf } from './destination-draft.ts'
import { KindFields } from './kind-fields.tsx'
import { kindKeys, kindLabels } from './kind-labels.ts'
import { SigningSecret } from './signing-secret.tsx'

/** Adds a destination, or changes an existing one. */
export function DestinationForm({ existing }: { existing?: Destination }) {
  const router = useRouter()
  const [draft, setDraft] = useState(() => draftOf(existing))
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [isSaving, setSaving] = useState(false)
  const [made, setMade] = useState<CreatedDestination>()
  const change = (changes: Partial<DestinationDraft>) => {
    setDraft((before) => ({ ...before, ...changes }))
    setErrors({})
  }

  async function save(event: FormEvent) {
    event.preventDefault()
    setSaving(true)
    const problem = existing ? await update(existing) : await create()
    setSaving(false)
    if (!problem) return
    const found = errorsByField(problem.errors)
    setErrors(problem.errors.length > 0 ? found : { '': problem.message })
  }

  async function create() {
    const secret = secretOf(draft)
    const answer = await settleAction(
      createDestinationAction({
        ...{ name: draft.name, kind: draft.kind, settings: settingsOf(draft) },
        ...(secret ? { secret } : {}),
      }),
    )
    if (!answer.ok) return answer.problem
    if (answer.data.signing_secret) setMade(answer.data)
    else router.push(`/settings/destinations/${answer.data.id}`)
    return undefined
  }

  async function update({ id, version }: Destination) {
    const secret = secretOf(draft)
    const answer = await settleAction(
      updateDestinationAction({
        ...{ id, version, name: draft.name, settings: settingsOf(draft) },
        ...(secret ? { secret } : {}),
      }),
    )
    if (!answer.ok) return answer.problem
    notifications.show({ title: 'Destination saved', message: 'Test it to be sure that it works.' })
    router.refresh()
    return undefined
  }

  if (made?.signing_secret) {
    return (
      <SigningSecret
        secret={made.signing_secret}
        onDone={() => router.push(`/settings/destinations/${made.id}`)}
      />
    )
  }
  return (
    <form onSubmit={save} noValidate>
      <Stack gap="md" maw="46rem">
        {existing ? null : (
          <Section title="Kind">
            <ChoiceCards
              label="Kind"
              value={draft.kind}
              choices={kindKeys.map((value) => ({ value, ...kindLabels[value] }))}
              columns={{ base: 1, sm: 3 }}
              onChange={(kind) => change({ kind: kind as DestinationDraft['kind'], secret: '' })}
            />
          </Section>
        )}
        <Section title={kindLabels[draft.kind].label}>
          <Stack gap="sm">
            <TextInput
              label="Name"
              description="Shown to people who choose a destination."
              required
              maxLength={100}
              value={draft.name}
              error={errors.name}
              onChange={(event) => change({ name: event.currentTarget.value })}
            />
            <KindFields draft={draft} errors={errors} isNew={!existing} onChange={change} />
          </Stack>
        </Section>
        <FormProblem>{errors['']}</FormProblem>
        <Group>
          <Button type="submit" loading={isSaving}>
            {existing ? 'Save changes' : 'Add destination'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
