'use client'

import { Alert, Button, List, Loader, Paper, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconCalendarRepeat } from '@tabler/icons-react'
import type { SchedulePreview } from '../../../schedules/record/schema.ts'
import classes from '../../new-export/summary.module.css'
import { NextRuns } from '../next-runs.tsx'

interface Props {
  preview: { preview?: SchedulePreview | undefined; problem?: string | undefined; isLoading: boolean }
  name: string
  recipients: string[]
  /** What the server refused. */
  problems: string[]
  isSending: boolean
  isNew: boolean
  onSave: () => void
}

/** The schedule as a sentence, its next ten runs, the mail, and the button that saves it. */
export function ScheduleSummary({
  preview: seen,
  name,
  recipients,
  problems,
  isSending,
  isNew,
  onSave,
}: Props) {
  const { preview, problem, isLoading } = seen
  const first = preview?.runs[0]
  return (
    <Paper component="section" aria-label="Summary" p="md" className={classes.summary}>
      <Stack gap="sm">
        <div aria-live="polite">
          <Text fw={620} fz="lg" lh={1.3}>
            {preview?.in_words ?? 'When it runs'}
            {isLoading ? <Loader size={15} ml={8} aria-hidden /> : null}
          </Text>
          {problem && !isLoading ? (
            <Text size="sm" mt={4}>
              {problem}
            </Text>
          ) : null}
        </div>
        {/* Above what grows while somebody types, so that it never moves away under the pointer. */}
        <Button
          leftSection={<IconCalendarRepeat size={18} aria-hidden />}
          onClick={onSave}
          loading={isSending}
          fullWidth
        >
          {isNew ? 'Create schedule' : 'Save changes'}
        </Button>
        {problems.length > 0 ? (
          <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title="Not saved yet" role="alert">
            <List size="sm">
              {problems.map((sentence) => (
                <List.Item key={sentence}>{sentence}</List.Item>
              ))}
            </List>
          </Alert>
        ) : null}
        {preview ? (
          <div>
            <Title order={3} size="h5" mb={4}>
              Next ten runs
            </Title>
            <NextRuns runs={preview.runs} timeZone={preview.time_zone} />
          </div>
        ) : null}
        <div>
          <Title order={3} size="h5" mb={4}>
            Email
          </Title>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {recipients.length === 0
              ? 'Nobody gets an email. Add recipients, or find the file in the list of exports.'
              : `“${name} ${first?.local.slice(0, 10) ?? ''} is ready” with a link to the file, to ${recipients.join(', ')}.`}
          </Text>
        </div>
      </Stack>
    </Paper>
  )
}
