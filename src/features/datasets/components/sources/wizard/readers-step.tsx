'use client'

import { Button, Group, Radio, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import type { Source } from '#src/features/sources/record/schema.ts'
import { createDatasetAction } from '../../../custom/actions.ts'
import type { CustomDataset, RelationDetails } from '../../../custom/record/schema.ts'
import { asRequested } from '../column-choice.ts'
import type { Shape } from './shape-step.tsx'

interface Props {
  source: Source
  details: RelationDetails
  shape: Shape
  onBack: () => void
  onCreated: (dataset: CustomDataset) => void
}

export function ReadersStep({ source, details: { relation, suggestion }, shape, onBack, onCreated }: Props) {
  const [label, setLabel] = useState(suggestion.label)
  const [key, setKey] = useState(suggestion.key)
  const [readers, setReaders] = useState<'admins' | 'managers'>('admins')
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)

  async function create() {
    setBusy(true)
    const answer = await settleAction(
      createDatasetAction({
        ...{ source_id: source.id, schema: relation.schema, name: relation.name, key, label },
        readers: readers === 'admins' ? ['super_admin', 'admin'] : ['super_admin', 'admin', 'manager'],
        columns: shape.columns.map(asRequested),
        fixed_filters: shape.fixed_filters,
      }),
    )
    setBusy(false)
    if (answer.ok) onCreated(answer.data)
    else setProblem(answer.problem.message)
  }

  return (
    <Card title="Who may read it">
      <Stack gap="sm" maw="46rem">
        <TextInput
          label="Name"
          description="Shown wherever people choose data."
          maxLength={80}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <TextInput
          label="Key"
          description="For programs; it begins with own_ and stays as it is."
          maxLength={63}
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
        />
        <Radio.Group
          label="Readers"
          value={readers}
          onChange={(value) => setReaders(value as typeof readers)}
        >
          <Stack gap={6} mt={6}>
            <Radio value="admins" label="Admins" />
            <Radio value="managers" label="Admins and managers" />
          </Stack>
        </Radio.Group>
        <FormProblem>{problem}</FormProblem>
        <Group gap="xs">
          <Button onClick={create} loading={isBusy}>
            Create dataset
          </Button>
          <Button variant="default" onClick={onBack}>
            Back
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}
