'use client'

import { Button, Collapse, SimpleGrid } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { offeredOptions } from '../format-options.ts'
import { ChoiceCards } from './choice-cards.tsx'
import type { FieldErrors, FieldValue, FormatType } from './draft/draft.ts'
import { OptionField } from './option-field.tsx'

interface Props {
  formats: FormatType[]
  format: FormatType
  options: Record<string, FieldValue>
  errors: FieldErrors
  onFormat: (key: string) => void
  onOption: (key: string, value: FieldValue) => void
}

export function FormatFields({ formats, format, options, errors, onFormat, onOption }: Props) {
  const [showsMore, { toggle }] = useDisclosure()
  const fields = offeredOptions(format.options, options)
  const rare = fields.filter(({ isCommon }) => !isCommon)
  const grid = (shown: typeof fields, withDescription = false) => (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="sm" mt="sm">
      {shown.map((field) => (
        <OptionField
          key={`${format.key} ${field.key}`}
          field={field}
          value={options[field.key] ?? null}
          withDescription={withDescription}
          error={errors[`options.${field.key}`]}
          onChange={(value) => onOption(field.key, value)}
        />
      ))}
    </SimpleGrid>
  )
  return (
    <>
      <ChoiceCards
        label="Format"
        value={format.key}
        choices={formats.map(({ key, label, purpose, extension }) => ({
          value: key,
          label,
          note: `.${extension}`,
          description: purpose,
        }))}
        columns={{ base: 1, xs: 2, lg: 3 }}
        onChange={onFormat}
      />
      {grid(fields.filter(({ isCommon }) => isCommon))}
      {rare.length > 0 ? (
        <>
          <Button
            variant="subtle"
            size="compact-sm"
            mt="sm"
            leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}
            aria-expanded={showsMore}
            onClick={toggle}
          >
            {showsMore
              ? 'Fewer options'
              : rare.length === 1
                ? '1 more option'
                : `${rare.length} more options`}
          </Button>
          <Collapse expanded={showsMore} keepMounted={false}>
            {grid(rare, true)}
          </Collapse>
        </>
      ) : null}
    </>
  )
}
