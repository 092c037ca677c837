'use client'

import { Button, Group, Stack, Switch, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Destination } from '../../destinations/record/schema.ts'
import type { ExportTypes } from '../../queries/list-types.ts'
import { keyOf } from '../../templates/record/column-key.ts'
import type { TemplateResource } from '../../templates/record/schema.ts'
import { ColumnPicker } from '../new-export/columns/column-picker.tsx'
import { DestinationsField } from '../new-export/destinations-field.tsx'
import { withColumnAt } from '../new-export/draft/column-place.ts'
import { type Draft, withFormat, withOption } from '../new-export/draft/draft.ts'
import { FilterFields } from '../new-export/filter-fields.tsx'
import { FormatFields } from '../new-export/format-fields.tsx'
import { Section } from '../new-export/section.tsx'
import { SortFields } from '../new-export/sort-fields.tsx'
import { LostParts } from './lost-parts.tsx'
import { TemplateErrors } from './template-errors.tsx'
import { type TemplateTexts, useSaveTemplate } from './use-save-template.ts'
import { useStartExport } from './use-start-export.ts'

interface Props {
  template: TemplateResource
  types: ExportTypes
  destinations: Destination[]
  initial: Draft
}

/** Changes a template, or saves a copy of one that somebody else owns. */
export function TemplateForm({ template, types, destinations, initial }: Props) {
  const [draft, setDraft] = useState(initial)
  const [texts, setTexts] = useState<TemplateTexts>({
    template_name: template.may_change ? template.template_name : `${template.template_name} (copy)`,
    description: template.description ?? '',
    is_public: template.may_change && template.is_public,
  })
  const { errors, problems, isSaving, save } = useSaveTemplate(template, draft, texts)
  const { start, isStarting } = useStartExport(template)
  const dataset = types.datasets.find(({ key }) => key === draft.dataset)!
  const format = types.formats.find(({ key }) => key === draft.format)!
  const change = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }))

  function replace(lost: string, column: string) {
    const index = (template.columns ?? []).findIndex((choice) => keyOf(choice) === lost)
    change({ columns: withColumnAt(draft.columns, column, Math.max(0, index)) })
  }

  return (
    <Stack gap="md" maw="60rem">
      <LostParts problems={template.problems} columns={draft.columns} onReplace={replace} />
      <Section title="Name and sharing">
        <Stack gap="sm">
          <TextInput
            label="Name"
            required
            maxLength={200}
            value={texts.template_name}
            error={errors.template_name}
            onChange={(event) => setTexts({ ...texts, template_name: event.currentTarget.value })}
          />
          <Textarea
            label="Description"
            autosize
            minRows={2}
            maxLength={1000}
            value={texts.description}
            error={errors.description}
            onChange={(event) => setTexts({ ...texts, description: event.currentTarget.value })}
          />
          <Switch
            label="Share with the team"
            description="Everyone who can read this data can use it. Only its owner and admins can change it."
            checked={texts.is_public}
            onChange={(event) => setTexts({ ...texts, is_public: event.currentTarget.checked })}
          />
        </Stack>
      </Section>
      <Section title="Rows" description="Leave a filter empty to include every row.">
        <FilterFields
          dataset={dataset}
          values={draft.filters}
          errors={errors}
          onChange={(key, value) => change({ filters: { ...draft.filters, [key]: value } })}
        />
      </Section>
      <Section title="Columns" description="In the order they have in the file.">
        <ColumnPicker
          columns={draft.columns}
          error={errors.columns}
          onChange={(columns) => change({ columns })}
        />
      </Section>
      <Section title="Sort">
        <SortFields
          columns={draft.columns}
          sort={draft.sort}
          errors={errors}
          onChange={(sort) => change({ sort })}
        />
      </Section>
      <Section title="File">
        <FormatFields
          formats={types.formats}
          format={format}
          options={draft.options}
          errors={errors}
          onFormat={(key) =>
            setDraft((before) => withFormat(before, types.formats.find((one) => one.key === key) ?? format))
          }
          onOption={(key, value) =>
            change({ options: withOption(format.options, draft.options, key, value) })
          }
        />
      </Section>
      {destinations.length > 0 ? (
        <Section title="Delivery">
          <DestinationsField
            offered={destinations}
            value={draft.destinations}
            error={errors.destinations}
            onChange={(chosen) => change({ destinations: chosen })}
          />
        </Section>
      ) : null}
      <TemplateErrors problems={problems} />
      <Group gap="xs">
        <Button onClick={save} loading={isSaving}>
          {template.may_change ? 'Save changes' : 'Save a copy'}
        </Button>
        <Button variant="default" onClick={start} loading={isStarting}>
          Export as saved
        </Button>
      </Group>
    </Stack>
  )
}
