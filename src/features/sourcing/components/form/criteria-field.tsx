'use client'

import { ActionIcon, Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { Card } from '#src/components/card.tsx'
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
            <ActionIcon
              mt={28}
              variant="subtle"
              color="gray"
              aria-label={`Remove criterion ${index + 1}`}
              onClick={() => form.removeListItem('criteria', index)}
            >
              <IconTrash size={17} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <Group>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => form.insertListItem('criteria', { name: '', weight: '' })}
          >
            Add criterion
          </Button>
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
