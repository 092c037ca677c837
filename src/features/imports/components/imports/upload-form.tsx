'use client'

import { Anchor, Button, FileInput, Group, Select, Stack, Text } from '@mantine/core'
import { IconFileSpreadsheet, IconUpload } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { contents } from '../statuses.ts'
import { sendFile } from './send-file.ts'

type Content = keyof typeof contents

const mostBytes = 20 * 1024 * 1024

export function UploadForm() {
  const router = useRouter()
  const [file, setFile] = useState<File | null>(null)
  const [content, setContent] = useState<Content>('items')
  const [problem, setProblem] = useState<string>()
  const [isSending, startSending] = useTransition()

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!file) return setProblem('Choose a file first.')
    if (file.size > mostBytes) return setProblem('This file is larger than 20 MB. Split it.')
    setProblem(undefined)
    startSending(async () => {
      const sent = await sendFile(file, content)
      if ('problem' in sent) return setProblem(sent.problem)
      router.push(`/inventory/imports/${sent.id}`)
    })
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Group align="end" gap="sm">
          <Select
            label="What it has"
            data={Object.entries(contents).map(([value, label]) => ({ value, label }))}
            value={content}
            onChange={(value) => setContent((value ?? 'items') as Content)}
            allowDeselect={false}
            w={{ base: '100%', xs: 200 }}
          />
          <FileInput
            label="File"
            description="CSV or Excel (.xlsx), at most 20 MB and 100,000 rows"
            placeholder="Choose a file"
            accept=".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            leftSection={<IconFileSpreadsheet size={17} aria-hidden />}
            value={file}
            onChange={(chosen) => {
              setFile(chosen)
              setProblem(undefined)
            }}
            clearable
            clearButtonProps={{ 'aria-label': 'Choose no file' }}
            w={{ base: '100%', xs: 420 }}
          />
          <Button type="submit" loading={isSending} leftSection={<IconUpload size={17} aria-hidden />}>
            Upload and check
          </Button>
        </Group>
        <Text size="sm" c="dimmed">
          Template with an example, for {contents[content].toLowerCase()}:{' '}
          <Anchor href={templateAddress(content, 'csv')} download size="sm" underline="always">
            CSV
          </Anchor>
          {', '}
          <Anchor href={templateAddress(content, 'xlsx')} download size="sm" underline="always">
            Excel
          </Anchor>
        </Text>
        <FormProblem>{problem}</FormProblem>
      </Stack>
    </form>
  )
}

function templateAddress(content: Content, format: 'csv' | 'xlsx'): string {
  return `/api/v2/inventory/upload/template?content=${content}&format=${format}`
}
