'use client'

import { Button, Checkbox, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { updateDatasetAction } from '../../../custom/actions.ts'
import type { CustomDataset, RelationDetails } from '../../../custom/record/schema.ts'
import { asRequested, type ColumnChoice, chosenOf, isSortable, othersOf } from '../column-choice.ts'
import { ColumnsTable } from '../columns-table.tsx'
import { DraftPreview } from '../draft-preview.tsx'
import { FixedFilters } from '../fixed-filters.tsx'
import { SortEditor } from './sort-editor.tsx'

interface Props {
  dataset: CustomDataset
  details: RelationDetails
}

const roles = [
  { value: 'super_admin', label: 'Super admins' },
  { value: 'admin', label: 'Admins' },
  { value: 'manager', label: 'Managers' },
]

/** Everything of a dataset that can be decided, with its first rows as they would be. */
export function DefinitionEditor({ dataset, details }: Props) {
  const router = useRouter()
  const [label, setLabel] = useState(dataset.label)
  const [description, setDescription] = useState(dataset.description)
  const [readers, setReaders] = useState(dataset.readers)
  const [columns, setColumns] = useState((): ColumnChoice[] => [
    ...dataset.columns.map((column) => ({ ...column, isIn: true })),
    ...othersOf(details, dataset.columns),
  ])
  const [sort, setSort] = useState(dataset.default_sort)
  const [fixed, setFixed] = useState(dataset.fixed_filters)
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const chosen = chosenOf(columns)
  const keptSort = sort.filter(({ column }) => chosen.some((one) => one.key === column && isSortable(one)))

  async function save() {
    setBusy(true)
    const answer = await settleAction(
      updateDatasetAction({
        ...{ key: dataset.key, version: dataset.version, label, description },
        readers: readers as ('super_admin' | 'admin' | 'manager')[],
        columns: chosen.map(asRequested),
        fixed_filters: fixed,
        default_sort: keptSort,
      }),
    )
    setBusy(false)
    setProblem(answer.ok ? undefined : answer.problem.message)
    if (!answer.ok) return
    notifications.show({ message: `Version ${answer.data.version} is saved. Exports use it from now on.` })
    router.refresh()
  }

  return (
    <Stack gap="lg">
      <Card title="Name and readers">
        <Stack gap="sm" maw="46rem">
          <TextInput
            label="Name"
            maxLength={80}
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <Textarea
            label="Description"
            maxLength={300}
            autosize
            value={description}
            onChange={(event) => setDescription(event.currentTarget.value)}
          />
          <Checkbox.Group label="Who may read it" value={readers} onChange={setReaders}>
            <Group gap="md" mt={6}>
              {roles.map(({ value, label }) => (
                <Checkbox key={value} value={value} label={label} />
              ))}
            </Group>
          </Checkbox.Group>
        </Stack>
      </Card>
      <Card title="Columns">
        <ColumnsTable columns={columns} onChange={setColumns} />
      </Card>
      <Card title="Default order">
        <Stack gap="xs">
          <SortEditor columns={chosen} sort={keptSort} onChange={setSort} />
          <Text size="sm" c="dimmed">
            Ties are always broken the same way. Only columns that every reader sees can be sorted by.
          </Text>
        </Stack>
      </Card>
      <FixedFilters schema={details.fixed_filters} filters={fixed} onChange={setFixed} />
      <DraftPreview
        sourceId={dataset.source_id}
        relation={dataset}
        columns={chosen}
        filters={fixed}
        sort={keptSort}
      />
      <FormProblem>{problem}</FormProblem>
      <Group>
        <Button onClick={save} loading={isBusy} disabled={chosen.length === 0 || readers.length === 0}>
          Save
        </Button>
      </Group>
    </Stack>
  )
}
