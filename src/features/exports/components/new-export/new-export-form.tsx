'use client'

import { Grid, Stack } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useState } from 'react'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatDay } from '#src/components/format/instants.ts'
import type { ExportTypes } from '../../queries/list-types.ts'
import { ChoiceCards } from './choice-cards.tsx'
import { ColumnPicker } from './column-picker.tsx'
import { DeliveryFields } from './delivery-fields.tsx'
import { curlOf } from './draft/api-call.ts'
import { type Draft, newDraft, toRequest, withDataset, withOption } from './draft/draft.ts'
import { useRowCount } from './draft/use-row-count.ts'
import { FilterFields } from './filter-fields.tsx'
import { FormatFields } from './format-fields.tsx'
import { Section } from './section.tsx'
import { SortFields } from './sort-fields.tsx'
import { Summary } from './summary.tsx'
import { useSubmit } from './use-submit.ts'

interface Props {
  types: ExportTypes
  /** The dataset to begin with. */
  type: string
  appUrl: string
}

export function NewExportForm({ types, type, appUrl }: Props) {
  const { draft, dataset, format, change, chooseDataset } = useDraft(types, type)
  const { errors, problems, isSending, submit } = useSubmit(draft, dataset)
  const request = toRequest(draft)
  const { count, isCounting } = useRowCount(request)
  useHotkeys([['mod+Enter', submit]], [], true)

  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, md: 8 }}>
        <Stack gap="md">
          <Section title="Dataset">
            <ChoiceCards
              label="Dataset"
              value={draft.dataset}
              choices={types.datasets.map(({ key, label, description }) => ({
                value: key,
                label,
                description,
              }))}
              columns={{ base: 1, xs: 2 }}
              onChange={chooseDataset}
            />
          </Section>
          <Section title="Rows" description="Left empty, a filter lets every row through.">
            <FilterFields
              dataset={dataset}
              values={draft.filters}
              errors={errors}
              onChange={(key, value) => change({ filters: { ...draft.filters, [key]: value } })}
            />
          </Section>
          <Section
            title="Columns"
            description="In the order of the file. Drag, use the arrows, or hold Alt with an arrow key."
          >
            <ColumnPicker
              columns={draft.columns}
              error={errors.columns}
              onChange={(columns) => change({ columns })}
            />
          </Section>
          <Section title="Order">
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
              onFormat={(key) => change({ format: key, options: {} })}
              onOption={(key, value) => change({ options: withOption(draft.options, key, value) })}
            />
          </Section>
          <Section title="Name and sharing">
            <DeliveryFields draft={draft} errors={errors} onChange={change} />
          </Section>
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 4 }}>
        <Summary
          count={count}
          isCounting={isCounting}
          columns={draft.columns.filter(({ isIncluded }) => isIncluded).length}
          format={format}
          problems={problems}
          apiCall={curlOf(appUrl, request)}
          isSending={isSending}
          onUseExcel={() => change({ format: 'excel', options: {} })}
          onSubmit={submit}
        />
      </Grid.Col>
    </Grid>
  )
}

function useDraft(types: ExportTypes, type: string) {
  const formats = useFormats()
  const today = formatDay(new Date(formats.now), formats)
  const datasetOf = (key: string) =>
    types.datasets.find((dataset) => dataset.key === key) ?? types.datasets[0]!
  const [draft, setDraft] = useState<Draft>(() => newDraft(types, datasetOf(type), today))
  return {
    draft,
    dataset: datasetOf(draft.dataset),
    format: types.formats.find(({ key }) => key === draft.format) ?? types.formats[0]!,
    change: (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes })),
    chooseDataset: (key: string) => setDraft((before) => withDataset(before, datasetOf(key), today)),
  }
}
