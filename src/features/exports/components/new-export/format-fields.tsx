'use client'

import { Button, Collapse, SimpleGrid } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { ChoiceCards } from './choice-cards.tsx'
import { type FieldErrors, type FieldValue, type FormatType, takesLocale } from './draft/draft.ts'
import { fieldsOf } from './draft/json-schema.ts'
import { OptionField } from './option-field.tsx'

interface Props {
  formats: FormatType[]
  format: FormatType
  options: Record<string, FieldValue>
  errors: FieldErrors
  onFormat: (key: string) => void
  onOption: (key: string, value: FieldValue) => void
}

/** What most people set; every other option waits behind a button. */
const usual = ['preset', 'values', 'locale', 'keys', 'numbers', 'title', 'orientation', 'compression']

const purposes: Record<string, string> = {
  csv: 'For spreadsheets and most programs',
  excel: 'A workbook with types, filters and frozen headings',
  json: 'One array, for programs',
  ndjson: 'One object a line, for large loads',
  pdf: 'For paper and for reading',
}

export function FormatFields({ formats, format, options, errors, onFormat, onOption }: Props) {
  const [showsMore, { toggle }] = useDisclosure()
  const fields = fieldsOf(format.options)
    .filter(({ key }) => key !== 'locale' || takesLocale(options))
    .sort((a, b) => rank(a.key) - rank(b.key))
  const rare = fields.filter(({ key }) => !usual.includes(key))
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
        choices={formats.map(({ key, label, extension }) => ({
          value: key,
          label,
          note: `.${extension}`,
          ...(purposes[key] ? { description: purposes[key] } : {}),
        }))}
        columns={{ base: 1, xs: 2, lg: 3 }}
        onChange={onFormat}
      />
      {grid(fields.filter(({ key }) => usual.includes(key)))}
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
            {showsMore ? 'Fewer options' : `${rare.length} more options`}
          </Button>
          <Collapse expanded={showsMore} keepMounted={false}>
            {grid(rare, true)}
          </Collapse>
        </>
      ) : null}
    </>
  )
}

function rank(key: string): number {
  const place = usual.indexOf(key)
  return place === -1 ? usual.length : place
}
