'use client'

import { Alert, Button, Group, Stack, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { changeVersionAction } from '../../actions.ts'
import type { VersionResource } from '../../versions/schema.ts'

interface Props {
  draft: VersionResource
  onUnsaved: (isUnsaved: boolean) => void
}

const changedMeanwhile =
  'Someone else changed this scope of work meanwhile. What you wrote is still here: save it again.'

/** What somebody wrote, and the draft that they wrote it from. */
type Written = Pick<VersionResource, 'content' | 'updated_at' | 'version'>

/** The text of a draft, to be written; what is not saved stays, whatever others save meanwhile. */
export function DraftCard({ draft, onUnsaved }: Props) {
  const router = useRouter()
  const [written, setWritten] = useState<Written>(draft)
  const [problem, setProblem] = useState<string>()
  const [isSaving, setSaving] = useState(false)
  const { scope_id: id, number } = draft
  const isCurrent = written.updated_at === draft.updated_at
  const [saved, setSaved] = useState(draft.content)
  const isUnsaved = written.content !== saved
  useEffect(() => {
    onUnsaved(isUnsaved)
    return () => onUnsaved(false)
  }, [isUnsaved, onUnsaved])

  function take(next: Written) {
    setWritten(next)
    setSaved(next.content)
    setProblem(undefined)
  }

  // Nothing is lost by showing what was saved meanwhile.
  if (!isCurrent && !isUnsaved && draft.updated_at > written.updated_at) take(draft)

  async function save() {
    setProblem(undefined)
    setSaving(true)
    // A change of the scope's name raises the version that both share, and is no change of this text.
    const version = isCurrent ? draft.version : written.version
    const sent = written.content
    const answer = await settleAction(changeVersionAction({ id, number, content: sent }, version))
    setSaving(false)
    if (!answer.ok) {
      const { code, message } = answer.problem
      setProblem(code === 'precondition_failed' ? changedMeanwhile : message)
      // Shows what others did meanwhile; what is written here stays.
      return router.refresh()
    }
    const { content, updated_at, version: next } = answer.data
    setSaved(content)
    // What was typed while it was saved stays, too.
    setWritten((now) => ({
      updated_at,
      version: next,
      content: now.content === sent ? content : now.content,
    }))
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
          value={written.content}
          onChange={(event) => setWritten({ ...written, content: event.currentTarget.value })}
        />
        {isUnsaved && draft.updated_at > written.updated_at ? (
          <Alert color="amber" icon={<IconAlertTriangle aria-hidden />} title="Someone else saved this draft">
            Your text is not saved. Copy what you want to keep, then load theirs.
            <Group mt="xs">
              <Button size="xs" variant="default" onClick={() => take(draft)}>
                Load their text
              </Button>
            </Group>
          </Alert>
        ) : null}
        <FormProblem>{problem}</FormProblem>
        <Group>
          <Button onClick={save} loading={isSaving} disabled={!isUnsaved}>
            Save draft
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}
