'use client'

import { Alert, Anchor, Button, Group, Kbd, List, Loader, Paper, Stack, Text } from '@mantine/core'
import { useOs } from '@mantine/hooks'
import { IconAlertTriangle, IconPackageExport } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatBytes, formatCount, formatSeconds, plural } from '#src/components/format/quantities.ts'
import type { Estimate } from '../../previews/schema.ts'
import { signInHref } from '../sign-in-link.ts'
import type { FormatType } from './draft/draft.ts'
import classes from './summary.module.css'

interface Props {
  estimate: Estimate | undefined
  /** Why there is no estimate. */
  problem: string | undefined
  isLoading: boolean
  columns: number
  format: FormatType
  /** What has to be corrected. */
  problems: string[]
  isSending: boolean
  isSignedOut: boolean
  /** What else can be made of the form. */
  otherWays: ReactNode
  onUseExcel: () => void
  onSubmit: () => void
}

/** What the file will be, the button that makes it, and what stands against it. */
export function Summary(props: Props) {
  const { estimate, problem, isLoading, columns, format, otherWays } = props
  const { locale } = useFormats()
  const os = useOs()
  return (
    <Paper component="section" aria-label="Summary" p="md" className={classes.panel}>
      <Stack gap="sm">
        <div aria-live="polite">
          <Text fz={24} fw={620} lh={1.2} component="div" className={classes.count}>
            {estimate ? `${estimate.is_exact ? '' : 'about '}${formatCount(locale, estimate.rows)}` : '–'}
            {isLoading ? <Loader size={15} aria-hidden /> : null}
          </Text>
          <Text size="sm" c="dimmed" className={classes.size}>
            {problem ??
              `${plural(estimate?.rows ?? 0, 'row')} with ${columns} ${plural(columns, 'column')} as ${format.label}`}
            {estimate ? `, about ${formatBytes(locale, estimate.bytes)}, ${timeFor(estimate)}` : null}
          </Text>
        </div>
        <ExportButton {...props} />
        <Group gap={6}>{otherWays}</Group>
        <Problems {...props} />
        <Warnings {...props} />
        {estimate && estimate.filters_in_words.length > 0 ? (
          <List size="sm" c="dimmed">
            {estimate.filters_in_words.map((words) => (
              <List.Item key={words}>{words}</List.Item>
            ))}
          </List>
        ) : null}
        <Text size="xs" c="dimmed" visibleFrom="sm">
          <Kbd size="xs">{os === 'macos' ? '⌘' : 'Ctrl'}</Kbd> <Kbd size="xs">Enter</Kbd> exports from
          anywhere on this page.
        </Text>
      </Stack>
    </Paper>
  )
}

function timeFor({ seconds }: Estimate): string {
  return seconds < 1 ? 'under a second' : `about ${formatSeconds(seconds)}`
}

/** What is good to know before the run; only what does not fit is refused. */
function Warnings({ estimate, onUseExcel }: Props) {
  return estimate?.warnings.map(({ code, message }) => (
    <Alert key={code} role="note" color="amber" icon={<IconAlertTriangle aria-hidden />} p="xs">
      <Stack gap="xs" align="start">
        {message}
        {code === 'too_many_rows' ? (
          <Button size="xs" variant="default" onClick={onUseExcel}>
            Use Excel
          </Button>
        ) : null}
      </Stack>
    </Alert>
  ))
}

/** On phones it stays in sight at the bottom of the screen, with the number of rows. */
function ExportButton({ estimate, isSending, onSubmit }: Props) {
  const { locale } = useFormats()
  return (
    <div className={classes.action}>
      <Text size="sm" className={classes.rows} aria-hidden>
        {estimate
          ? `${estimate.is_exact ? '' : 'about '}${formatCount(locale, estimate.rows)} ${plural(estimate.rows, 'row')}`
          : ''}
      </Text>
      <Button
        leftSection={<IconPackageExport size={18} aria-hidden />}
        onClick={onSubmit}
        loading={isSending}
        className={classes.export}
      >
        Export
      </Button>
    </div>
  )
}

function Problems({ problems, isSignedOut }: Props) {
  if (isSignedOut) {
    return (
      <Alert
        color="amber"
        icon={<IconAlertTriangle aria-hidden />}
        title="Your session has ended"
        role="alert"
      >
        <Anchor href={signInHref()} inherit c="inherit" underline="always" fw={600}>
          Sign in again
        </Anchor>
        ; your form is kept.
      </Alert>
    )
  }
  if (problems.length === 0) return null
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title="Please correct this" role="alert">
      <List size="sm">
        {problems.map((problem) => (
          <List.Item key={problem}>{problem}</List.Item>
        ))}
      </List>
    </Alert>
  )
}
