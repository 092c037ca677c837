'use client'

import { Alert, Anchor, Button, Kbd, List, Loader, Paper, Stack, Text } from '@mantine/core'
import { useOs } from '@mantine/hooks'
import { IconAlertTriangle, IconPackageExport } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { CopyText } from '#src/components/copy-text.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatCount, plural } from '#src/components/format/quantities.ts'
import { signInHref } from '../sign-in-link.ts'
import type { FormatType } from './draft/draft.ts'
import type { RowCount } from './draft/use-row-count.ts'
import classes from './summary.module.css'

interface Props {
  count: RowCount | undefined
  /** Why there is no count. */
  countProblem: string | undefined
  isCounting: boolean
  columns: number
  format: FormatType
  /** What has to be corrected. */
  problems: string[]
  apiCall: string
  isSending: boolean
  isSignedOut: boolean
  saveTemplate: ReactNode
  onUseExcel: () => void
  onSubmit: () => void
}

/** What the file will hold, what stands against it, and the button that makes it. */
export function Summary(props: Props) {
  const { count, countProblem, isCounting, columns, format, apiCall, onUseExcel } = props
  const { locale } = useFormats()
  const os = useOs()
  const { rows: limit } = format.limits
  const isTooLong = limit !== undefined && count !== undefined && count.rows > limit
  return (
    <Paper component="section" aria-label="Summary" p="md" className={classes.summary}>
      <Stack gap="sm">
        <div aria-live="polite">
          <Text fz={24} fw={620} lh={1.2} component="div" className={classes.count}>
            {count ? `${count.isExact ? '' : 'about '}${formatCount(locale, count.rows)}` : '–'}
            {isCounting ? <Loader size={15} aria-hidden /> : null}
          </Text>
          <Text size="sm" c="dimmed">
            {countProblem ??
              `${plural(count?.rows ?? 0, 'row')} with ${columns} ${plural(columns, 'column')} as ${format.label}`}
          </Text>
        </div>
        {count && count.filtersInWords.length > 0 ? (
          <List size="sm" c="dimmed">
            {count.filtersInWords.map((words) => (
              <List.Item key={words}>{words}</List.Item>
            ))}
          </List>
        ) : null}
        {isTooLong ? (
          <Alert color="amber" icon={<IconAlertTriangle aria-hidden />}>
            <Stack gap="xs" align="start">
              {format.label} holds at most {formatCount(locale, limit)} rows. Narrow the filters, or export
              all rows as Excel.
              <Button size="xs" variant="default" onClick={onUseExcel}>
                Use Excel
              </Button>
            </Stack>
          </Alert>
        ) : null}
        {count?.rows === 0 && !isCounting ? (
          <Text size="sm">No rows match. The file would contain only the headings.</Text>
        ) : null}
        <Problems {...props} />
        <ExportButton {...props} />
        {props.saveTemplate}
        <CopyText value={apiCall} what="API call" label="Copy as API call" />
        <Text size="xs" c="dimmed" visibleFrom="sm">
          <Kbd size="xs">{os === 'macos' ? '⌘' : 'Ctrl'}</Kbd> <Kbd size="xs">Enter</Kbd> exports from
          anywhere on this page. The API call reads the key from <code>$WAYBILL_API_KEY</code>.
        </Text>
      </Stack>
    </Paper>
  )
}

/** On phones it stays in sight at the bottom of the screen, with the number of rows. */
function ExportButton({ count, isSending, onSubmit }: Props) {
  const { locale } = useFormats()
  return (
    <div className={classes.action}>
      <Text size="sm" className={classes.rows} aria-hidden>
        {count
          ? `${count.isExact ? '' : 'about '}${formatCount(locale, count.rows)} ${plural(count.rows, 'row')}`
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
