'use client'

import { Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { Card } from '#src/components/card.tsx'
import { FoundSelect } from '#src/components/forms/found-select.tsx'
import { AddRow, RemoveRow } from '#src/components/forms/list-rows.tsx'
import { findItemsAction } from '../../actions.ts'
import { emptyLine, type RfpValues } from './values.ts'

/** What is asked for, line by line; what names an item can be ordered once it is awarded. */
export function LinesField({ form }: { form: UseFormReturnType<RfpValues> }) {
  const { lines } = form.values
  return (
    <Card title="Lines">
      <Stack gap="sm">
        {lines.map((_, index) => (
          <Group
            // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name before it is stored
            key={index}
            gap="xs"
            align="start"
          >
            <TextInput
              label={`Line ${index + 1}`}
              maxLength={200}
              style={{ flex: '1 1 14rem' }}
              {...form.getInputProps(`lines.${index}.description`)}
            />
            <NumberInput
              label="Quantity"
              w="7rem"
              min={1}
              allowDecimal={false}
              {...form.getInputProps(`lines.${index}.quantity`)}
            />
            <TextInput label="Unit" w="7rem" maxLength={20} {...form.getInputProps(`lines.${index}.unit`)} />
            <div style={{ flex: '1 1 14rem' }}>
              <FoundSelect
                label={`Item of line ${index + 1}`}
                placeholder="None; type to find one"
                nothingFound="No item found"
                isOptional
                find={findItems}
                value={form.values.lines[index]!.item_id}
                initialLabel={form.values.lines[index]!.itemLabel}
                error={form.errors[`lines.${index}.item_id`]}
                onChange={(id) => form.setFieldValue(`lines.${index}.item_id`, id)}
              />
            </div>
            <RemoveRow
              what={`line ${index + 1}`}
              disabled={lines.length === 1}
              onRemove={() => form.removeListItem('lines', index)}
            />
          </Group>
        ))}
        <Group>
          <AddRow label="Add line" onAdd={() => form.insertListItem('lines', emptyLine)} />
          {form.errors.lines ? (
            <Text size="sm" c="red">
              {form.errors.lines}
            </Text>
          ) : null}
        </Group>
      </Stack>
    </Card>
  )
}

async function findItems(search: string) {
  const answer = await findItemsAction(search)
  if (!answer.ok) return answer
  return {
    ...answer,
    data: answer.data.map(({ id, sku, name }) => ({ value: id, label: `${name} (${sku})` })),
  }
}
