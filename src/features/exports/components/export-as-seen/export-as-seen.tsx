'use client'

import { Button, Menu, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown, IconPackageExport } from '@tabler/icons-react'
import { Suspense, use, useState } from 'react'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatDay } from '#src/components/format/instants.ts'
import { formatCount, plural } from '#src/components/format/quantities.ts'
import { settleAction } from '#src/components/settle-action.ts'
import { createExportAction } from '../../actions.ts'
import type { ExportTypes } from '../../queries/list-types.ts'
import type { CreateExportInput } from '../../record/schema.ts'
import { LazySaveDialog } from '../save-template/lazy-save-dialog.tsx'
import { fetchWhenDone, tellRefused } from './file-to-come.tsx'
import { KeepItems } from './keep-items.tsx'

interface Total {
  rows: number
  isExact: boolean
}

interface Props {
  /** What the page shows: dataset, filters, columns and sort. */
  seen: Pick<CreateExportInput, 'export_type' | 'filters' | 'columns' | 'sort'>
  /** What the dataset is called. */
  label: string
  formats: ExportTypes['formats']
  /** How many rows the filters let through; undefined where nobody could count them. */
  total: Promise<Total | undefined>
  maySchedule: boolean
}

/** Makes a file of all rows of the page's list, exactly as the page shows them. */
export function ExportAsSeen({ seen, label, formats, total, maySchedule }: Props) {
  const style = useFormats()
  const [isSending, setIsSending] = useState(false)
  const [isSaving, { open, close }] = useDisclosure()

  async function ask(format: string) {
    setIsSending(true)
    const clickedAt = performance.now()
    const name = `${label}, ${formatDay(new Date(style.now), style)}`
    const options = { time_zone: style.timeZone }
    const answer = await settleAction(createExportAction({ ...seen, export_name: name, format, options }))
    setIsSending(false)
    if (answer.ok) fetchWhenDone(answer.data, clickedAt, style)
    else tellRefused(answer.problem)
  }

  return (
    <>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <Button
            loading={isSending}
            leftSection={<IconPackageExport size={18} aria-hidden />}
            rightSection={<IconChevronDown size={15} aria-hidden />}
          >
            <Suspense fallback="Export these rows as you see them">
              <Words total={total} />
            </Suspense>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>All rows in the list, not just this page</Menu.Label>
          {formats.map(({ key, label: name, extension, limits }) => (
            <Menu.Item key={key} onClick={() => ask(key)}>
              {name}
              <Text span size="xs" c="dimmed" ml={6}>
                .{extension}
              </Text>
              {limits.rows === undefined ? null : (
                <Suspense>
                  <Limit total={total} most={limits.rows} />
                </Suspense>
              )}
            </Menu.Item>
          ))}
          <KeepItems seen={seen} maySchedule={maySchedule} onSaveTemplate={open} />
        </Menu.Dropdown>
      </Menu>
      {isSaving ? (
        <LazySaveDialog
          request={{ ...seen, format: formats[0]!.key }}
          name={label}
          formats={formats.map(({ key, label }) => ({ value: key, label }))}
          onClose={close}
        />
      ) : null}
    </>
  )
}

function Words({ total }: Pick<Props, 'total'>) {
  const { locale } = useFormats()
  const found = use(total)
  if (!found) return 'Export these rows as you see them'
  const count = `${found.isExact ? '' : 'about '}${formatCount(locale, found.rows)}`
  return (
    <span suppressHydrationWarning>
      Export {count} {plural(found.rows, 'row')} as you see {found.rows === 1 ? 'it' : 'them'}
    </span>
  )
}

/** A format that takes fewer rows than there are says so before it refuses. */
function Limit({ total, most }: Pick<Props, 'total'> & { most: number }) {
  const { locale } = useFormats()
  const found = use(total)
  if (!found || found.rows <= most) return null
  return (
    <Text size="xs" c="dimmed" component="span" display="block">
      Holds at most {formatCount(locale, most)} rows
    </Text>
  )
}
