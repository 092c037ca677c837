'use client'

import { Checkbox, Grid, Stack, TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Destination } from '../../../destinations/record/schema.ts'
import type { ExportTypes } from '../../../queries/list-types.ts'
import type { Schedule } from '../../../schedules/record/schema.ts'
import { DatasetCards } from '../../new-export/dataset-cards.tsx'
import { DestinationsField } from '../../new-export/destinations-field.tsx'
import { type Draft, withDataset } from '../../new-export/draft/draft.ts'
import type { PartialRequest } from '../../new-export/draft/from-request.ts'
import { FileSections } from '../../new-export/file-sections.tsx'
import { AttachField } from '../../new-export/run-options/attach-field.tsx'
import { GuestsHint } from '../../new-export/run-options/guests-hint.tsx'
import { Section } from '../../new-export/section.tsx'
import { toRuleInput } from './rule-draft.ts'
import { RuleFields } from './rule-fields.tsx'
import { draftOfSchedule, nameOf, newScheduleDraft, toScheduleInput, withPeriod } from './schedule-draft.ts'
import { ScheduleSummary } from './schedule-summary.tsx'
import { usePreview } from './use-preview.ts'
import { useSave } from './use-save.ts'

interface Props {
  types: ExportTypes
  destinations: Destination[]
  /** What a new one begins with. */
  request?: PartialRequest
  existing?: Schedule
}

export function ScheduleForm({ types, destinations, request = {}, existing }: Props) {
  const [draft, setDraft] = useState(() =>
    existing ? draftOfSchedule(types, existing) : newScheduleDraft(types, request),
  )
  const { contents, rule } = draft
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
            <DatasetCards
              value={contents.dataset}
              datasets={types.datasets}
              onChange={(key) => {
                const chosen = types.datasets.find((candidate) => candidate.key === key)
                if (chosen) change((before) => withPeriod(types, withDataset(before, chosen, '')))
              }}
            />
          </Section>
          <FileSections
            types={types}
            draft={contents}
            errors={errors}
            rowsHint="A period, such as the previous month, moves with each run. Leave a filter empty to include every row."
            onEdit={change}
          />
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
                description="Each gets an email with a link when the file is ready."
                placeholder={contents.recipients.length === 0 ? 'ana@example.com' : undefined}
                splitChars={[',', ';', ' ']}
                maxTags={50}
                value={contents.recipients}
                error={errors.recipients}
                onChange={(recipients) =>
                  set({ recipients: recipients.map((address) => address.replace(/[\s,;]+$/, '').trim()) })
                }
              />
              <GuestsHint recipients={contents.recipients} dataset={contents.dataset} />
              <AttachField value={contents.attachToMail} onChange={(attachToMail) => set({ attachToMail })} />
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
                label="Only changes"
                description="The first file holds every row, each later one what was added, changed or deleted since."
                checked={draft.onlyChanges}
                onChange={(event) => {
                  const onlyChanges = event.currentTarget.checked
                  setDraft((before) => ({ ...before, onlyChanges }))
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
