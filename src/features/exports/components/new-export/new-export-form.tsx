'use client'

import { Grid, Stack } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import type { Destination } from '../../destinations/record/schema.ts'
import type { ExportTypes } from '../../queries/list-types.ts'
import { SaveTemplate } from '../save-template/save-template.tsx'
import { ChoiceCards } from './choice-cards.tsx'
import { ColumnPicker } from './columns/column-picker.tsx'
import { DeliveryFields } from './delivery-fields.tsx'
import { curlOf } from './draft/api-call.ts'
import { toRequest } from './draft/draft.ts'
import { type Beginning, useDraft } from './draft/use-draft.ts'
import { useRowCount } from './draft/use-row-count.ts'
import { FilterFields } from './filter-fields.tsx'
import { FormatFields } from './format-fields.tsx'
import { KeptDraftNotice } from './kept-draft-notice.tsx'
import { Section } from './section.tsx'
import { SortFields } from './sort-fields.tsx'
import { Summary } from './summary.tsx'
import { useSubmit } from './use-submit.ts'

interface Props {
  types: ExportTypes
  destinations: Destination[]
  beginning: Beginning
  /** The template that the export came from. */
  templateId?: string | undefined
  userId: string
  appUrl: string
}

export function NewExportForm({ types, destinations, beginning, templateId, userId, appUrl }: Props) {
  const form = useDraft(types, userId, beginning)
  const { draft, dataset, format, change, chooseDataset, chooseFormat, setOption } = form
  const request = toRequest(draft)
  const { count, problem, isCounting } = useRowCount(request)
  const { errors, problems, isSending, isSignedOut, submit } = useSubmit({
    ...{ draft, dataset, format, templateId },
    // The count of the filters before is no promise for these.
    count: isCounting ? undefined : count,
    onSent: form.finish,
  })
  useHotkeys([['mod+Enter', submit]], [], true)

  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, md: 8 }}>
        <Stack gap="md">
          {form.isRestored ? <KeptDraftNotice onStartOver={form.startOver} /> : null}
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
          <Section title="Rows" description="Leave a filter empty to include every row.">
            <FilterFields
              dataset={dataset}
              values={draft.filters}
              errors={errors}
              onChange={(key, value) => change({ filters: { ...draft.filters, [key]: value } })}
            />
          </Section>
          <Section
            title="Columns"
            description="Drag a column to move it. With the keyboard: arrow keys select, Alt with an arrow moves, F2 renames, Enter adds or leaves out."
          >
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
              onFormat={chooseFormat}
              onOption={setOption}
            />
          </Section>
          <Section title="Name and delivery">
            <DeliveryFields draft={draft} errors={errors} destinations={destinations} onChange={change} />
          </Section>
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 4 }}>
        <Summary
          count={count}
          countProblem={problem}
          isCounting={isCounting}
          columns={draft.columns.filter(({ isIncluded }) => isIncluded).length}
          format={format}
          problems={problems}
          apiCall={curlOf(appUrl, request)}
          isSending={isSending}
          isSignedOut={isSignedOut}
          saveTemplate={
            <SaveTemplate request={contentOf(request)} name={draft.name} buttonProps={{ fullWidth: true }} />
          }
          onUseExcel={() => chooseFormat('excel')}
          onSubmit={submit}
        />
      </Grid.Col>
    </Grid>
  )
}

/** A template keeps what is exported and where it is delivered, not under which name and for whom. */
function contentOf({ export_name: _, recipients: __, ...content }: ReturnType<typeof toRequest>) {
  return content
}
