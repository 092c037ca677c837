'use client'

import { Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { Card } from '#src/components/card.tsx'
import { AddRow, RemoveRow } from '#src/components/forms/list-rows.tsx'
import type { RfpValues } from './values.ts'

/** What responses are scored by; the weights must sum to 100. */
export function CriteriaField({ form }: { form: UseFormReturnType<RfpValues> }) {
  const { criteria } = form.values
  const sum = criteria.reduce((total, { weight }) => total + Number(weight), 0)
  return (
    <Card title="Criteria">
      <Stack gap="sm">
        {criteria.map((_, index) => (
          <Group
            // biome-ignore lint/suspicious/noArrayIndexKey: a criterion has no other name before it is stored
            key={index}
            gap="xs"
            align="start"
          >
            <TextInput
              label={`Criterion ${index + 1}`}
              maxLength={100}
              style={{ flex: '1 1 14rem' }}
              {...form.getInputProps(`criteria.${index}.name`)}
            />
            <NumberInput
              label="Weight"
              w="7rem"
              min={1}
              max={100}
              allowDecimal={false}
              {...form.getInputProps(`criteria.${index}.weight`)}
            />
            <RemoveRow
              what={`criterion ${index + 1}`}
              onRemove={() => form.removeListItem('criteria', index)}
            />
          </Group>
        ))}
        <Group>
          <AddRow
            label="Add criterion"
            onAdd={() => form.insertListItem('criteria', { name: '', weight: '' })}
          />
          <Text size="sm" c={sum === 100 ? 'dimmed' : 'red'}>
            Weights sum to {sum} of 100.
          </Text>
          {form.errors.criteria ? (
            <Text size="sm" c="red">
              {form.errors.criteria}
            </Text>
          ) : null}
        </Group>
      </Stack>
    </Card>
  )
}
