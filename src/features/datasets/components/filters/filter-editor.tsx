'use client'

import { Checkbox, Radio, Stack, Text, TextInput } from '@mantine/core'
import { DateField } from '#src/components/dates/date-field.tsx'
import type { DatasetDescription } from '../../rows/description.ts'
import type { Filters } from '../state/list-state.ts'
import type { FilterField } from './filter-fields.ts'
import { ValuesField } from './values-field.tsx'

interface Props {
  dataset: Pick<DatasetDescription, 'key' | 'suggested'>
  field: FilterField
  values: Filters
  errors: Record<string, string>
  onChange: (key: string, value: unknown) => void
}

/** The fields of one filter, as its kind wants them. */
export function FilterEditor({ dataset, field, values, errors, onChange }: Props) {
  const { kind, keys, label } = field
  const [key, upper] = keys
  switch (kind) {
    case 'choices':
      return (
        <Checkbox.Group
          label={label}
          value={[values[key] ?? []].flat().map(String)}
          onChange={(chosen) => onChange(key, chosen)}
        >
          <Stack gap={6} mt={6}>
            {field.choices.map((choice) => (
              <Checkbox key={choice.value} size="xs" {...choice} />
            ))}
          </Stack>
        </Checkbox.Group>
      )
    case 'flag':
      return (
        <Radio.Group
          label={label}
          value={values[key] === undefined ? 'any' : String(values[key])}
          onChange={(chosen) => onChange(key, chosen === 'any' ? undefined : chosen === 'true')}
        >
          <Stack gap={6} mt={6}>
            <Radio size="xs" value="any" label="Any" />
            {field.choices.map((choice) => (
              <Radio key={choice.value} size="xs" {...choice} />
            ))}
          </Stack>
        </Radio.Group>
      )
    case 'values':
      return (
        <ValuesField
          dataset={dataset}
          field={field}
          value={values[key]}
          onChange={(next) => onChange(key, next)}
        />
      )
    case 'ids':
      return <Text size="sm">Only the rows selected elsewhere.</Text>
    case 'date':
      return (
        <>
          <DayField
            label={upper ? `${label} from` : label}
            value={values[key]}
            error={errors[key]}
            onChange={(day) => onChange(key, day)}
          />
          {upper ? (
            <DayField
              label={`${label} up to`}
              value={values[upper]}
              error={errors[upper]}
              onChange={(day) => onChange(upper, day)}
            />
          ) : null}
        </>
      )
    case 'amount':
      return (
        <>
          <AmountField
            label={upper ? `${label} at least` : label}
            value={values[key]}
            error={errors[key]}
            onChange={(text) => onChange(key, text)}
          />
          {upper ? (
            <AmountField
              label={`${label} at most`}
              value={values[upper]}
              error={errors[upper]}
              onChange={(text) => onChange(upper, text)}
            />
          ) : null}
        </>
      )
    default:
      return (
        <TextInput
          size="xs"
          label={label}
          maxLength={200}
          value={String(values[key] ?? '')}
          onChange={(event) => onChange(key, event.currentTarget.value)}
        />
      )
  }
}

interface FieldProps {
  label: string
  value: unknown
  error: string | undefined
  onChange: (value: string | undefined) => void
}

function DayField({ value, onChange, ...field }: FieldProps) {
  return (
    <DateField
      {...field}
      size="xs"
      isInPopover
      value={String(value ?? '')}
      onChange={(day) => onChange(day || undefined)}
    />
  )
}

function AmountField({ label, value, error, onChange }: FieldProps) {
  return (
    <TextInput
      size="xs"
      label={label}
      placeholder="Any amount"
      inputMode="decimal"
      maxLength={40}
      value={String(value ?? '')}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  )
}
