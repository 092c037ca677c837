import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { checkExpression } from '#src/features/datasets/computed/check.ts'
import { functions } from '#src/features/datasets/computed/functions.ts'
import { ExpressionError } from '#src/features/datasets/computed/parse.ts'
import { kindNames } from '#src/features/datasets/computed/typed.ts'
import type { DraftColumn } from '../draft/draft.ts'

interface Props {
  columns: DraftColumn[]
  onChange: (columns: DraftColumn[]) => void
}

const usages = Object.values(functions).map(({ usage }) => usage)

/** Columns made from others, each checked while it is written. */
export function ComputedColumns({ columns, onChange }: Props) {
  const computed = columns.filter(({ expression }) => expression !== undefined)
  const change = (key: string, changes: Partial<DraftColumn>) =>
    onChange(columns.map((column) => (column.key === key ? { ...column, ...changes } : column)))
  return (
    <Stack gap="xs" mt="sm">
      {computed.map(({ key, name, expression = '' }) => {
        const { told, problem } = check(expression, columns)
        return (
          <Group key={key} gap="xs" align="flex-start" role="group" aria-label={`Computed column ${name}`}>
            <TextInput
              label="Heading"
              flex="1 1 10rem"
              maxLength={200}
              value={name}
              onChange={(event) => change(key, { name: event.currentTarget.value })}
            />
            <TextInput
              label="Expression"
              description={told}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              placeholder="round(price * quantity, 2)"
              flex="3 1 18rem"
              maxLength={1000}
              value={expression}
              error={problem}
              onChange={(event) => change(key, { expression: event.currentTarget.value })}
            />
            <ActionIcon
              mt={28}
              variant="subtle"
              color="gray"
              aria-label={`Remove ${name}`}
              onClick={() => onChange(columns.filter((column) => column.key !== key))}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </Group>
        )
      })}
      <div>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange(withComputed(columns))}
        >
          Add a computed column
        </Button>
      </div>
      {computed.length > 0 ? (
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          Use + - * /, comparisons inside if, {usages.join(', ')}, and the columns {usable(columns)}. Dividing
          by zero leaves the cell empty.
        </Text>
      ) : null}
    </Stack>
  )
}

/** The new one is the file's last column. */
function withComputed(columns: DraftColumn[]): DraftColumn[] {
  const taken = new Set(columns.map(({ key }) => key))
  let number = 1
  while (taken.has(`computed_${number}`)) number += 1
  const key = `computed_${number}`
  const added = {
    ...{ key, position: columns.length, label: `Computed ${number}`, name: `Computed ${number}` },
    ...{ type: 'text', masked: false, isIncluded: true, expression: '' },
  }
  const included = columns.filter(({ isIncluded }) => isIncluded)
  return [...included, added, ...columns.filter(({ isIncluded }) => !isIncluded)]
}

function check(expression: string, columns: DraftColumn[]): { told?: string; problem?: string } {
  if (expression.trim() === '') return { told: 'How the column is made from others.' }
  try {
    return { told: `Gives ${kindNames[checkExpression(expression, ofDataset(columns)).kind]}.` }
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    return { problem: `At character ${error.at}: ${error.message}` }
  }
}

function ofDataset(columns: DraftColumn[]) {
  return columns.filter(({ expression }) => expression === undefined)
}

function usable(columns: DraftColumn[]): string {
  return ofDataset(columns)
    .filter(({ masked, type }) => !masked && type !== 'json')
    .map(({ key }) => key)
    .join(', ')
}
