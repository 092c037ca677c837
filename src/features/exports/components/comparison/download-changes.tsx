'use client'

import { Alert, Button, Group } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { saveAnswer } from '#src/components/files/save-answer.ts'

const formats = { csv: 'CSV', ndjson: 'NDJSON' }

/** Every row that differs as a file: the page shows only the first of each kind. */
export function DownloadChanges({ exportId, before }: { exportId: string; before: string }) {
  const [busy, setBusy] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const download = async (format: string) => {
    setBusy(format)
    setProblem(
      await saveAnswer(
        `/api/v1/exports/${exportId}/comparison`,
        { with: before, format },
        `changes.${format}`,
      ),
    )
    setBusy(undefined)
  }
  return (
    <>
      <Group gap="sm">
        {Object.entries(formats).map(([format, label]) => (
          <Button
            key={format}
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            loading={busy === format}
            disabled={busy !== undefined}
            onClick={() => download(format)}
          >
            Download as {label}
          </Button>
        ))}
      </Group>
      {problem ? <Alert color="red">{problem}</Alert> : null}
    </>
  )
}
