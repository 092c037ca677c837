'use client'

import { Grid, Stack } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { CopyText } from '#src/components/copy-text.tsx'
import type { Destination } from '../../destinations/record/schema.ts'
import type { ExportTypes } from '../../queries/list-types.ts'
import { SaveTemplate } from '../save-template/save-template.tsx'
import { ScheduleLink } from '../schedules/schedule-link.tsx'
import { DatasetCards } from './dataset-cards.tsx'
import { DeliveryFields } from './delivery-fields.tsx'
import { curlOf } from './draft/api-call.ts'
import { toRequest } from './draft/draft.ts'
import { type Beginning, useDraft } from './draft/use-draft.ts'
import { useForecast } from './draft/use-forecast.ts'
import { FileSections } from './file-sections.tsx'
import { KeptDraftNotice } from './kept-draft-notice.tsx'
import { PreviewPanel } from './preview/preview-panel.tsx'
import { Section } from './section.tsx'
import classes from './side.module.css'
import { Summary } from './summary.tsx'
import { useSubmit } from './use-submit.ts'

interface Props {
  types: ExportTypes
  /** What each dataset's card says beside its description. */
  datasetNotes: Record<string, ReactNode>
  destinations: Destination[]
  beginning: Beginning
  /** The template that the export came from. */
  templateId?: string | undefined
  userId: string
  maySchedule: boolean
  appUrl: string
}

export function NewExportForm({
  types,
  datasetNotes,
  destinations,
  beginning,
  templateId,
  userId,
  maySchedule,
  appUrl,
}: Props) {
  const form = useDraft(types, userId, beginning)
  const { draft, dataset, format, change, chooseDataset, chooseFormat } = form
  const request = toRequest(draft)
  const { forecast, problem, isLoading } = useForecast(request)
  const { errors, problems, isSending, isSignedOut, submit } = useSubmit({
    ...{ draft, dataset, format, templateId },
    // What the form was before is no promise for what it is now.
    forecast: isLoading ? undefined : forecast,
    onSend: form.settle,
    onSent: form.finish,
  })
  useHotkeys([['mod+Enter', submit]], [], true)

  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Stack gap="md">
          {form.isRestored ? <KeptDraftNotice onStartOver={form.startOver} /> : null}
          <Section title="Dataset">
            <DatasetCards
              value={draft.dataset}
              datasets={types.datasets}
              notes={datasetNotes}
              onChange={chooseDataset}
            />
          </Section>
          <FileSections
            types={types}
            draft={draft}
            errors={errors}
            columnsHint="Drag a column to move it. With the keyboard: arrow keys select, Alt with an arrow moves, F2 renames, Enter adds or leaves out."
            onEdit={form.edit}
          />
          <Section title="Name and delivery">
            <DeliveryFields draft={draft} errors={errors} destinations={destinations} onChange={change} />
          </Section>
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <div className={classes.side}>
          <Summary
            estimate={forecast?.estimate}
            problem={problem}
            isLoading={isLoading}
            columns={draft.columns.filter(({ isIncluded }) => isIncluded).length}
            format={format}
            problems={problems}
            isSending={isSending}
            isSignedOut={isSignedOut}
            otherWays={
              <>
                <SaveTemplate request={contentOf(request)} name={draft.name} buttonProps={{ size: 'xs' }} />
                {maySchedule ? <ScheduleLink request={request} size="xs" /> : null}
                <CopyText
                  value={curlOf(appUrl, request)}
                  what="API call"
                  label="Copy as API call"
                  size="xs"
                />
              </>
            }
            onUseExcel={() => chooseFormat('excel')}
            onSubmit={submit}
          />
          <PreviewPanel forecast={forecast} isLoading={isLoading} />
        </div>
      </Grid.Col>
    </Grid>
  )
}

/** A template keeps what is exported and where it is delivered, not under which name and for whom. */
function contentOf({ export_name: _, recipients: __, ...content }: ReturnType<typeof toRequest>) {
  return content
}
