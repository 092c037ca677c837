'use client'

import { Button, Group, Stack, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { changeVersionAction } from '../../actions.ts'
import type { VersionResource } from '../../versions/schema.ts'

/** The text of a draft, to be written. */
export function DraftCard({ draft }: { draft: VersionResource }) {
  const router = useRouter()
  const [content, setContent] = useState(draft.content)
  const [problem, setProblem] = useState<string>()
  const [isSaving, setSaving] = useState(false)
  const { scope_id: id, number, version } = draft

  async function save() {
    setProblem(undefined)
    setSaving(true)
    const answer = await settleAction(changeVersionAction({ id, number, content }, version))
    setSaving(false)
    if (!answer.ok) return setProblem(answer.problem.message)
    notifications.show({ message: `Version ${number} was saved.` })
    router.refresh()
  }

  return (
    <Card title={`Draft of version ${number}`}>
      <Stack gap="md">
        <Textarea
          label="Text"
          description="Lines are compared with other versions one by one."
          autosize
          minRows={6}
          maxRows={24}
          maxLength={100_000}
          value={content}
          onChange={(event) => setContent(event.currentTarget.value)}
        />
        <FormProblem>{problem}</FormProblem>
        <Group>
          <Button onClick={save} loading={isSaving} disabled={content === draft.content}>
            Save draft
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}
