'use client'

import { Grid, Stack } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import type { ExportTypes } from '../../queries/list-types.ts'
import { SaveTemplate } from '../save-template/save-template.tsx'
import { ChoiceCards } from './choice-cards.tsx'
import { DeliveryFields } from './delivery-fields.tsx'
import { curlOf } from './draft/api-call.ts'
import { toRequest } from './draft/draft.ts'
import { type Beginning, useDraft } from './draft/use-draft.ts'
import { useRowCount } from './draft/use-row-count.ts'
import { FileSections } from './file-sections.tsx'
import { KeptDraftNotice } from './kept-draft-notice.tsx'
import { Section } from './section.tsx'
import { Summary } from './summary.tsx'
import { useSubmit } from './use-submit.ts'

interface Props {
  types: ExportTypes
  beginning: Beginning
  /** The template that the export came from. */
  templateId?: string | undefined
  userId: string
  appUrl: string
}

export function NewExportForm({ types, beginning, templateId, userId, appUrl }: Props) {
  const form = useDraft(types, userId, beginning)
  const { draft, dataset, format, change, chooseDataset, chooseFormat } = form
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
          <FileSections
            types={types}
            draft={draft}
            errors={errors}
            columnsHint="Drag a column to move it. With the keyboard: arrow keys select, Alt with an arrow moves, F2 renames, Enter adds or leaves out."
            onEdit={form.edit}
          />
          <Section title="Name and sharing">
            <DeliveryFields draft={draft} errors={errors} onChange={change} />
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

/** A template keeps what is exported, not under which name and for whom. */
function contentOf({ export_name: _, recipients: __, ...content }: ReturnType<typeof toRequest>) {
  return content
}
