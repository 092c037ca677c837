'use client'

import { Button, Collapse, SimpleGrid } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { fieldsOf } from '../json-schema.ts'
import type { DatasetType, FieldErrors, FieldValue } from './draft/draft.ts'
import { FilterField } from './filter-field.tsx'

interface Props {
  dataset: DatasetType
  values: Record<string, FieldValue>
  errors: FieldErrors
  onChange: (key: string, value: FieldValue) => void
}

/** One field for each filter of the dataset, as its JSON Schema describes it. */
export function FilterFields({ dataset, values, errors, onChange }: Props) {
  const [showsMore, { toggle }] = useDisclosure()
  const fields = fieldsOf(dataset.filters)
  const isRare = (kind: string) => kind === 'values' || kind === 'ids'
  const usual = fields.filter(({ kind }) => !isRare(kind))
  const rare = fields.filter(({ kind }) => isRare(kind))
  const setRare = rare.filter(({ key }) => [values[key] ?? []].flat().length > 0).length
  const grid = (shown: typeof fields) => (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="sm">
      {shown.map((field) => (
        <FilterField
          key={`${dataset.key} ${field.key}`}
          field={field}
          value={values[field.key] ?? null}
          error={errors[`filters.${field.key}`]}
          onChange={(value) => onChange(field.key, value)}
        />
      ))}
    </SimpleGrid>
  )
  return (
    <>
      {grid(usual)}
      {rare.length > 0 ? (
        <>
          <Button
            variant="subtle"
            size="compact-sm"
            mt="sm"
            mb={showsMore ? 'xs' : 0}
            leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}
            aria-expanded={showsMore}
            onClick={toggle}
          >
            {showsMore ? 'Fewer filters' : `${rare.length} more filters`}
            {setRare > 0 ? `, ${setRare} set` : ''}
          </Button>
          <Collapse expanded={showsMore} keepMounted={false}>
            {grid(rare)}
          </Collapse>
        </>
      ) : null}
    </>
  )
}
