'use client'

import { Checkbox, Grid, Stack, TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useFormats } from '#src/components/format/format-context.tsx'
import type { Destination } from '../../../destinations/record/schema.ts'
import type { ExportTypes } from '../../../queries/list-types.ts'
import type { Schedule } from '../../../schedules/record/schema.ts'
import { ChoiceCards } from '../../new-export/choice-cards.tsx'
import { ColumnPicker } from '../../new-export/columns/column-picker.tsx'
import { DestinationsField } from '../../new-export/destinations-field.tsx'
import { type Draft, withDataset, withFormat, withOption } from '../../new-export/draft/draft.ts'
import { localeFor } from '../../new-export/draft/locales.ts'
import { FilterFields } from '../../new-export/filter-fields.tsx'
import { FormatFields } from '../../new-export/format-fields.tsx'
import { Section } from '../../new-export/section.tsx'
import { SortFields } from '../../new-export/sort-fields.tsx'
import { toRuleInput } from './rule-draft.ts'
import { RuleFields } from './rule-fields.tsx'
import { draftOfSchedule, nameOf, newScheduleDraft, toScheduleInput, withPeriod } from './schedule-draft.ts'
import { ScheduleSummary } from './schedule-summary.tsx'
import { usePreview } from './use-preview.ts'
import { useSave } from './use-save.ts'

interface Props {
  types: ExportTypes
  destinations: Destination[]
  /** The dataset to begin with. */
  type?: string | undefined
  existing?: Schedule
}

export function ScheduleForm({ types, destinations, type, existing }: Props) {
  const { locale } = useFormats()
  const [draft, setDraft] = useState(() =>
    existing ? draftOfSchedule(types, existing) : newScheduleDraft(types, type),
  )
  const { contents, rule } = draft
  const dataset = types.datasets.find(({ key }) => key === contents.dataset) ?? types.datasets[0]!
  const formatOf = (key: string) => types.formats.find((one) => one.key === key) ?? types.formats[0]!
  const format = formatOf(contents.format)
  const input = toScheduleInput(draft, types)
  const preview = usePreview({
    ...toRuleInput(rule),
    ...{ export_type: contents.dataset, filters: input.filters ?? {} },
  })
  const { errors: refused, problems, isSending, save } = useSave(input, existing)
  const errors = { ...preview.errors, ...refused }
  const change = (edit: (before: Draft) => Draft) =>
    setDraft((before) => ({ ...before, contents: edit(before.contents) }))
  const set = (changes: Partial<Draft>) => change((before) => ({ ...before, ...changes }))

  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, md: 8 }}>
        <Stack gap="md">
          <Section title="When">
            <RuleFields
              rule={rule}
              errors={errors}
              onChange={(changes) =>
                setDraft((before) => ({ ...before, rule: { ...before.rule, ...changes } }))
              }
            />
          </Section>
          <Section title="Dataset">
            <ChoiceCards
              label="Dataset"
              value={contents.dataset}
              choices={types.datasets.map(({ key, label, description }) => ({
                value: key,
                label,
                description,
              }))}
              columns={{ base: 1, xs: 2 }}
              onChange={(key) => {
                const chosen = types.datasets.find((candidate) => candidate.key === key)
                if (chosen) change((before) => withPeriod(types, withDataset(before, chosen, '')))
              }}
            />
          </Section>
          <Section
            title="Rows"
            description="A period, such as the previous month, moves with each run. Leave a filter empty to include every row."
          >
            <FilterFields
              dataset={dataset}
              values={contents.filters}
              errors={errors}
              onChange={(key, value) =>
                change((before) => ({ ...before, filters: { ...before.filters, [key]: value } }))
              }
            />
          </Section>
          <Section title="Columns">
            <ColumnPicker
              columns={contents.columns}
              error={errors.columns}
              onChange={(columns) => set({ columns })}
            />
          </Section>
          <Section title="Sort">
            <SortFields
              columns={contents.columns}
              sort={contents.sort}
              errors={errors}
              onChange={(sort) => set({ sort })}
            />
          </Section>
          <Section title="File">
            <FormatFields
              formats={types.formats}
              format={format}
              options={contents.options}
              errors={errors}
              onFormat={(key) => change((before) => withFormat(before, formatOf(key), localeFor(locale)))}
              onOption={(key, value) =>
                change((before) => ({
                  ...before,
                  options: withOption(format.options, before.options, key, value, localeFor(locale)),
                }))
              }
            />
          </Section>
          <Section title="Name and delivery">
            <Stack gap="sm">
              <TextInput
                label="Name"
                description="Each file is named after it and the day it was due."
                maxLength={200}
                value={nameOf(draft, types)}
                error={errors.schedule_name}
                onChange={(event) => set({ name: event.currentTarget.value, nameIsTyped: true })}
              />
              <TagsInput
                label="Recipients"
                description="Members of your company. Each gets an email with a link when the file is ready."
                placeholder={contents.recipients.length === 0 ? 'ana@example.com' : undefined}
                splitChars={[',', ';', ' ']}
                maxTags={50}
                value={contents.recipients}
                error={errors.recipients}
                onChange={(recipients) =>
                  set({ recipients: recipients.map((address) => address.replace(/[\s,;]+$/, '').trim()) })
                }
              />
              <DestinationsField
                offered={destinations}
                value={contents.destinations}
                error={errors.destinations}
                onChange={(chosen) => set({ destinations: chosen })}
              />
              <Checkbox
                label="Skip a run without rows"
                description="Then no file is made and no email is sent; the history shows it."
                checked={draft.skipWhenEmpty}
                onChange={(event) => {
                  const skipWhenEmpty = event.currentTarget.checked
                  setDraft((before) => ({ ...before, skipWhenEmpty }))
                }}
              />
              <Checkbox
                label="Catch up after downtime"
                description="If Waybill was down when a run was due, it makes the latest missed run as soon as it is back."
                checked={draft.catchesUp}
                onChange={(event) => {
                  const catchesUp = event.currentTarget.checked
                  setDraft((before) => ({ ...before, catchesUp }))
                }}
              />
            </Stack>
          </Section>
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 4 }}>
        <ScheduleSummary
          preview={preview}
          name={nameOf(draft, types)}
          recipients={contents.recipients}
          problems={problems}
          isSending={isSending}
          isNew={!existing}
          onSave={save}
        />
      </Grid.Col>
    </Grid>
  )
}
