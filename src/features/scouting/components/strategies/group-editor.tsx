'use client'

import { Button, Group, Paper, Select, Stack, Text, TextInput } from '@mantine/core'
import { AddRow, RemoveRow } from '#src/components/forms/list-rows.tsx'
import { conditionFields, type Field, isNumberField, type Operator } from '../../strategies/rules.ts'
import { fieldLabels, moneyFields, operatorLabels } from '../../strategies/words.ts'
import {
  type DraftCondition,
  type DraftGroup,
  type DraftNode,
  deepest,
  newCondition,
  newGroup,
  numberOperators,
  textOperators,
  withField,
} from './draft-rules.ts'

interface Props {
  group: DraftGroup
  currency: string
  errors: Map<string, string>
  depth?: number
  onChange: (group: DraftGroup) => void
}

const matches = [
  { value: 'all', label: 'all of these hold' },
  { value: 'any', label: 'at least one of these holds' },
  { value: 'not', label: 'this does not hold' },
]

/** A group of conditions as a sentence, with the groups inside it. */
export function GroupEditor({ group, currency, errors, depth = 1, onChange }: Props) {
  const set = (index: number, child: DraftNode) =>
    onChange({ ...group, of: group.of.map((one, place) => (place === index ? child : one)) })
  const add = (child: DraftNode) => onChange({ ...group, of: [...group.of, child] })
  const remove = (index: number) => onChange({ ...group, of: group.of.filter((_, place) => place !== index) })
  const mayAdd = group.match !== 'not' || group.of.length === 0
  const kinds = group.of.length > 1 ? matches.slice(0, 2) : matches
  return (
    <Paper p="md" withBorder component="fieldset" m={0} style={{ minWidth: 0 }}>
      <Stack gap="sm">
        <Select
          label={depth === 1 ? 'Chooses what is offered when' : 'And when'}
          data={kinds}
          value={group.match}
          allowDeselect={false}
          onChange={(match) => onChange({ ...group, match: match as DraftGroup['match'] })}
          maw={320}
        />
        {group.of.map((child, index) =>
          'of' in child ? (
            <Stack key={child.key} gap={4}>
              <GroupEditor
                group={child}
                currency={currency}
                errors={errors}
                depth={depth + 1}
                onChange={(changed) => set(index, changed)}
              />
              {group.of.length > 1 ? (
                <Button variant="subtle" color="gray" size="xs" onClick={() => remove(index)} w="fit-content">
                  Remove this group
                </Button>
              ) : null}
            </Stack>
          ) : (
            <ConditionRow
              key={child.key}
              condition={child}
              currency={currency}
              error={errors.get(child.key)}
              mayRemove={group.of.length > 1}
              onChange={(changed) => set(index, changed)}
              onRemove={() => remove(index)}
            />
          ),
        )}
        {mayAdd ? (
          <Group gap="xs">
            <AddRow label="Add a condition" onAdd={() => add(newCondition())} />
            {depth < deepest ? <AddRow label="Add a group" onAdd={() => add(newGroup())} /> : null}
          </Group>
        ) : (
          <Text size="sm" c="dimmed">
            Only one thing can be turned round at once.
          </Text>
        )}
      </Stack>
    </Paper>
  )
}

const fields = conditionFields.map((value) => ({ value, label: fieldLabels[value] }))

const hints: Partial<Record<Field, string>> = {
  kind: 'run_out or offer',
  method: 'forecast, moving_average or reorder_point',
  supplier_tier: 'strategic, preferred, approved or conditional',
  abc_class: 'A, B or C',
  supplier_id: 'ID of the supplier',
  instrument_id: 'ID of the item',
}

interface RowProps {
  condition: DraftCondition
  currency: string
  error: string | undefined
  mayRemove: boolean
  onChange: (condition: DraftCondition) => void
  onRemove: () => void
}

function ConditionRow({ condition, currency, error, mayRemove, onChange, onRemove }: RowProps) {
  const { field, op, value } = condition
  const operators = isNumberField(field) ? numberOperators : textOperators
  const unit = moneyFields.includes(field) ? ` in ${currency}` : ''
  return (
    <Group gap="xs" align="flex-start" wrap="nowrap">
      <Group gap="xs" align="flex-start" grow preventGrowOverflow={false} style={{ flex: 1, minWidth: 0 }}>
        <Select
          label="What"
          data={fields}
          value={field}
          allowDeselect={false}
          onChange={(chosen) => onChange(withField(condition, chosen as Field))}
          miw={140}
        />
        <Select
          label="How"
          data={operators.map((one) => ({ value: one, label: operatorLabels[one] }))}
          value={op}
          allowDeselect={false}
          onChange={(chosen) => onChange({ ...condition, op: chosen as Operator })}
          miw={120}
        />
        <TextInput
          label={`Value${unit}`}
          placeholder={hints[field] ?? ''}
          value={value}
          error={error}
          inputMode={isNumberField(field) ? 'decimal' : 'text'}
          onChange={(event) => onChange({ ...condition, value: event.currentTarget.value })}
          miw={120}
        />
      </Group>
      <RemoveRow what={fieldLabels[field]} disabled={!mayRemove} onRemove={onRemove} />
    </Group>
  )
}
