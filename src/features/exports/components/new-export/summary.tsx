'use client'

import { Alert, Button, Kbd, List, Loader, Paper, Stack, Text } from '@mantine/core'
import { useOs } from '@mantine/hooks'
import { IconAlertTriangle, IconPackageExport } from '@tabler/icons-react'
import { CopyText } from '#src/components/copy-text.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatCount, plural } from '#src/components/format/quantities.ts'
import type { FormatType } from './draft/draft.ts'
import type { RowCount } from './draft/use-row-count.ts'
import classes from './summary.module.css'

interface Props {
  count: RowCount | undefined
  isCounting: boolean
  columns: number
  format: FormatType
  /** What the server found wrong, with the path it lies at. */
  problems: string[]
  apiCall: string
  isSending: boolean
  onUseExcel: () => void
  onSubmit: () => void
}

/** What would be made, what speaks against it, and the button that makes it. */
export function Summary({
  count,
  isCounting,
  columns,
  format,
  problems,
  apiCall,
  isSending,
  onUseExcel,
  onSubmit,
}: Props) {
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
            {plural(count?.rows ?? 0, 'row')} with {columns} {plural(columns, 'column')} as {format.label}
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
              {format.label} takes at most {formatCount(locale, limit)} rows. Narrow the filters, or take all
              of them in a workbook.
              <Button size="xs" variant="default" onClick={onUseExcel}>
                Use Excel
              </Button>
            </Stack>
          </Alert>
        ) : null}
        {count?.rows === 0 && !isCounting ? (
          <Text size="sm">No row matches; the file would have headings only.</Text>
        ) : null}
        {problems.length > 0 ? (
          <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title="Not yet" role="alert">
            <List size="sm">
              {problems.map((problem) => (
                <List.Item key={problem}>{problem}</List.Item>
              ))}
            </List>
          </Alert>
        ) : null}
        <Button
          leftSection={<IconPackageExport size={18} aria-hidden />}
          onClick={onSubmit}
          loading={isSending}
          fullWidth
        >
          Export
        </Button>
        <CopyText value={apiCall} what="API call" label="Copy as API call" />
        <Text size="xs" c="dimmed" visibleFrom="sm">
          <Kbd size="xs">{os === 'macos' ? '⌘' : 'Ctrl'}</Kbd> <Kbd size="xs">Enter</Kbd> exports from
          anywhere on this page. The API call reads the key from <code>$WAYBILL_API_KEY</code>.
        </Text>
      </Stack>
    </Paper>
  )
}
