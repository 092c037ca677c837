'use client'

import { Alert, Button, Group, Select, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import type { TemplateProblem } from '../../templates/record/schema.ts'
import type { DraftColumn } from '../new-export/draft/draft.ts'
import { problemWords } from './problem-words.ts'

interface Props {
  problems: TemplateProblem[]
  columns: DraftColumn[]
  /** Puts a column where the lost one stood. */
  onReplace: (lost: string, column: string) => void
}

/** What of the template is lost, and what may take its place. */
export function LostParts({ problems, columns, onReplace }: Props) {
  const [replaced, setReplaced] = useState<string[]>([])
  const open = problems.filter(({ part, key }) => !(part === 'column' && replaced.includes(key)))
  if (open.length === 0) return null
  return (
    <Alert color="amber" icon={<IconAlertTriangle aria-hidden />} title={`${problemWords(open).join('; ')}`}>
      <Stack gap="sm">
        {open.map((problem) => (
          <div key={`${problem.part} ${problem.key}`}>
            <Text size="sm">{problem.message}</Text>
            {problem.part === 'column' ? (
              <Replacement
                lost={problem.key}
                columns={columns}
                onReplace={(column) => {
                  onReplace(problem.key, column)
                  setReplaced((before) => [...before, problem.key])
                }}
              />
            ) : null}
            {problem.part === 'filter' ? (
              <Text size="sm">
                Set another filter under Rows; without one the files hold more rows than before.
              </Text>
            ) : null}
          </div>
        ))}
        <Text size="sm">Saving removes what is not replaced.</Text>
      </Stack>
    </Alert>
  )
}

interface ReplacementProps {
  lost: string
  columns: DraftColumn[]
  onReplace: (column: string) => void
}

function Replacement({ lost, columns, onReplace }: ReplacementProps) {
  const [chosen, setChosen] = useState<string | null>(null)
  const unused = columns.filter(({ isIncluded }) => !isIncluded)
  if (unused.length === 0) return null
  return (
    <Group gap="xs" mt={4}>
      <Select
        size="xs"
        searchable
        aria-label={`Column in place of ${lost}`}
        placeholder="Choose a column"
        data={unused.map(({ key, label }) => ({ value: key, label }))}
        value={chosen}
        onChange={setChosen}
      />
      <Button size="xs" variant="default" disabled={!chosen} onClick={() => chosen && onReplace(chosen)}>
        Replace
      </Button>
    </Group>
  )
}
