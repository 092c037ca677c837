'use client'

import { Button, Group, Stack, Switch, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Destination } from '../../destinations/record/schema.ts'
import type { ExportTypes } from '../../queries/list-types.ts'
import { keysOf } from '../../templates/record/column-key.ts'
import type { TemplateResource } from '../../templates/record/schema.ts'
import { DestinationsField } from '../new-export/destinations-field.tsx'
import { withColumnAt } from '../new-export/draft/column-place.ts'
import type { Draft } from '../new-export/draft/draft.ts'
import { FileSections } from '../new-export/file-sections.tsx'
import { Section } from '../new-export/section.tsx'
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

  function replace(lost: string, column: string) {
    const index = (template.columns ?? []).findIndex((choice) => keysOf(choice).includes(lost))
    setDraft((before) => ({
      ...before,
      columns: withColumnAt(before.columns, column, Math.max(0, index)),
    }))
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
      <FileSections
        types={types}
        draft={draft}
        errors={errors}
        columnsHint="In the order they have in the file."
        onEdit={setDraft}
      />
      {destinations.length > 0 ? (
        <Section title="Delivery">
          <DestinationsField
            offered={destinations}
            value={draft.destinations}
            error={errors.destinations}
            onChange={(chosen) => setDraft((before) => ({ ...before, destinations: chosen }))}
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
