'use client'

import { Button, Group, SimpleGrid, Stack, Text, Textarea, TextInput, Typography } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDebouncedValue } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { errorsByPath } from '#src/components/forms/errors-by-path.ts'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { BackLink } from '#src/components/links/back-link.tsx'
import { MoveButton } from '#src/components/moves/move-button.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import {
  changeContentAction,
  deleteContentAction,
  previewContentAction,
  publishContentAction,
} from '../../actions.ts'
import type { ContentResource } from '../../content/schema.ts'
import { kinds, statuses } from '../labels.ts'

export function TextPage({ text, mayWrite }: { text: ContentResource; mayWrite: boolean }) {
  const { id, version } = text
  return (
    <>
      <PageHeader
        above={<BackLink href="/settings/onboarding" label="Onboarding" />}
        title={
          <Group component="span" gap="xs">
            {text.title}
            <StatusBadge {...statuses[text.status]} />
          </Group>
        }
        description={`${kinds[text.kind]}, version ${version}`}
        actions={
          mayWrite ? (
            <>
              <MoveButton
                label="Delete"
                title="Delete this text?"
                explanation="A text that a step shows is archived instead, and running journeys still show it."
                done="The text is gone, or archived where a step shows it."
                move={() => deleteContentAction(id, version)}
              />
              {text.status === 'published' ? null : (
                <MoveButton
                  label="Publish"
                  variant="filled"
                  title="Publish this text?"
                  explanation="Flows that show it can then be published."
                  done="The text is published."
                  move={() => publishContentAction(id, version)}
                />
              )}
            </>
          ) : null
        }
      />
      {mayWrite ? <Editor key={version} text={text} /> : <Preview html={text.body_html} />}
    </>
  )
}

function Editor({ text }: { text: ContentResource }) {
  const router = useRouter()
  const [problem, setProblem] = useState<string>()
  const [isSaving, setSaving] = useState(false)
  const form = useForm({
    initialValues: { title: text.title, body: text.body, url: text.url ?? '' },
    validate: { title: (value) => (value.trim() ? null : 'Enter a title') },
  })
  const html = usePreview(form.values.body, text.body_html)

  async function save({ title, body, url }: typeof form.values) {
    setProblem(undefined)
    setSaving(true)
    const changes = {
      id: text.id,
      title,
      body,
      ...(text.kind === 'video' ? { url: url.trim() || null } : {}),
    }
    const answer = await settleAction(changeContentAction(changes, text.version))
    setSaving(false)
    if (!answer.ok) {
      form.setErrors(errorsByPath(answer.problem.errors))
      return setProblem(answer.problem.message)
    }
    notifications.show({ message: 'The text was saved. Learners see it at once.' })
    router.refresh()
  }

  return (
    <form onSubmit={form.onSubmit(save)} noValidate>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Card title="Text">
          <Stack gap="md">
            <FormProblem>{problem}</FormProblem>
            <TextInput label="Title" maxLength={200} {...form.getInputProps('title')} />
            {text.kind === 'video' ? (
              <TextInput label="Address of the video" {...form.getInputProps('url')} />
            ) : null}
            <Textarea
              label="Body"
              description="Markdown. HTML is shown as text."
              autosize
              minRows={8}
              maxRows={24}
              maxLength={20_000}
              {...form.getInputProps('body')}
            />
            <Group>
              <Button type="submit" loading={isSaving} disabled={!form.isDirty()}>
                Save
              </Button>
            </Group>
          </Stack>
        </Card>
        <Preview html={html} />
      </SimpleGrid>
    </form>
  )
}

/** What the server makes of the text, once somebody stops typing. */
function usePreview(body: string, first: string): string {
  const [settled] = useDebouncedValue(body, 300)
  const [html, setHtml] = useState(first)
  useEffect(() => {
    let isCurrent = true
    void settleAction(previewContentAction(settled)).then((answer) => {
      if (isCurrent && answer.ok) setHtml(answer.data.html)
    })
    return () => {
      isCurrent = false
    }
  }, [settled])
  return html
}

function Preview({ html }: { html: string }) {
  return (
    <Card title="Preview">
      {html ? (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: the server escapes what is not Markdown
        <Typography fz="sm" dangerouslySetInnerHTML={{ __html: html }} />
      ) : (
        <Text size="sm" c="dimmed">
          There is no text yet.
        </Text>
      )}
    </Card>
  )
}
