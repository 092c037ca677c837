import { useFormats } from '#src/components/format/format-context.tsx'
import type { ExportTypes } from '../../queries/list-types.ts'
import { ColumnPicker } from './columns/column-picker.tsx'
import { ComputedColumns } from './columns/computed-columns.tsx'
import { type Draft, type FieldErrors, withFormat, withOption } from './draft/draft.ts'
import { localeFor } from './draft/locales.ts'
import { FilterFields } from './filter-fields.tsx'
import { FormatFields } from './format-fields.tsx'
import { LanguageField } from './run-options/language-field.tsx'
import { ReuseField } from './run-options/reuse-field.tsx'
import { Section } from './section.tsx'
import { SortFields } from './sort-fields.tsx'

interface Props {
  types: ExportTypes
  draft: Draft
  errors: FieldErrors
  rowsHint?: string
  columnsHint?: string
  onEdit: (change: (before: Draft) => Draft) => void
}

/** What is in a file and how it is written: the same fields for an export, a template and a schedule. */
export function FileSections({ types, draft, errors, rowsHint, columnsHint, onEdit }: Props) {
  const locale = localeFor(useFormats().locale)
  const dataset = types.datasets.find(({ key }) => key === draft.dataset) ?? types.datasets[0]!
  const formatOf = (key: string) => types.formats.find((format) => format.key === key) ?? types.formats[0]!
  const format = formatOf(draft.format)
  const set = (changes: Partial<Draft>) => onEdit((before) => ({ ...before, ...changes }))

  return (
    <>
      <Section title="Rows" description={rowsHint ?? 'Leave a filter empty to include every row.'}>
        <FilterFields
          dataset={dataset}
          values={draft.filters}
          errors={errors}
          onChange={(key, value) =>
            onEdit((before) => ({ ...before, filters: { ...before.filters, [key]: value } }))
          }
        />
        <ReuseField
          value={draft.reuseMinutes}
          error={errors['options.reuse_minutes']}
          onChange={(reuseMinutes) => set({ reuseMinutes })}
        />
      </Section>
      <Section title="Columns" description={columnsHint}>
        <ColumnPicker
          columns={draft.columns}
          error={errors.columns}
          onChange={(columns) => set({ columns })}
        />
        <ComputedColumns columns={draft.columns} onChange={(columns) => set({ columns })} />
        <LanguageField
          value={draft.language}
          error={errors['options.language']}
          onChange={(language) => set({ language })}
        />
      </Section>
      <Section title="Sort">
        <SortFields
          columns={draft.columns}
          sort={draft.sort}
          errors={errors}
          onChange={(sort) => set({ sort })}
        />
      </Section>
      <Section title="File">
        <FormatFields
          formats={types.formats}
          format={format}
          options={draft.options}
          errors={errors}
          onFormat={(key) => onEdit((before) => withFormat(before, formatOf(key), locale))}
          onOption={(key, value) =>
            onEdit((before) => ({
              ...before,
              options: withOption(formatOf(before.format).options, before.options, key, value, locale),
            }))
          }
        />
      </Section>
    </>
  )
}
