'use client'

import { Alert, Button, Checkbox, Group, List, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { repairDatasetAction } from '../../../custom/actions.ts'
import type { DatasetDrift } from '../../../custom/drift/schema.ts'

/** What no longer fits, and the one click that makes it fit; nothing while all is well. */
export function DriftCard({ drift }: { drift: DatasetDrift }) {
  const router = useRouter()
  const [renamed, setRenamed] = useState<ReadonlySet<string>>(new Set())
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const { key, version, fits, problems, renames, new_columns: added } = drift
  const isGone = problems.some(({ kind }) => kind === 'relation_gone')

  async function repair() {
    setBusy(true)
    const accepted = renames.filter(({ from }) => renamed.has(from)).map(({ from, to }) => [from, to])
    const answer = await settleAction(
      repairDatasetAction({ key, version, renames: Object.fromEntries(accepted) }),
    )
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problem.message)
    notifications.show({ message: 'The dataset fits its table again.' })
    router.refresh()
  }

  if (fits) return added.length > 0 ? <NewColumns names={added.map(({ name }) => name)} /> : null
  return (
    <Alert color="amber" icon={<IconAlertTriangle aria-hidden />} title="The table has changed">
      <Stack gap="sm">
        <Text size="sm">Exports of this dataset fail until it is repaired.</Text>
        <List size="sm">
          {problems.map(({ message }) => (
            <List.Item key={message}>{message}</List.Item>
          ))}
        </List>
        {renames.map(({ from, to }) => (
          <Checkbox
            key={from}
            label={`“${from}” was renamed to “${to}”`}
            description="It has the same type and position. If you leave this unchecked, the column is dropped."
            checked={renamed.has(from)}
            onChange={(event) => setRenamed(toggled(renamed, from, event.currentTarget.checked))}
          />
        ))}
        {isGone ? (
          <Text size="sm">
            Bring the table back, give the user of the source its rights, or delete the dataset.
          </Text>
        ) : (
          <Text size="sm">
            Repairing drops columns that are gone, takes types as they are now, and makes version{' '}
            {version + 1}.
          </Text>
        )}
        <FormProblem>{problem}</FormProblem>
        {isGone ? null : (
          <Group>
            <Button onClick={repair} loading={isBusy}>
              Repair
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  )
}

function NewColumns({ names }: { names: string[] }) {
  return (
    <Alert
      color="blue"
      title={names.length === 1 ? 'The table has a new column' : 'The table has new columns'}
    >
      {names.join(', ')}. Add what you want under Columns, and save.
    </Alert>
  )
}

function toggled(before: ReadonlySet<string>, name: string, isIn: boolean): Set<string> {
  const after = new Set(before)
  if (isIn) after.add(name)
  else after.delete(name)
  return after
}
