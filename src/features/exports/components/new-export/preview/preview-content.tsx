'use client'

import { Anchor, Group, SegmentedControl, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { Preview } from '../../../previews/schema.ts'
import classes from './preview.module.css'

interface Props {
  preview: Preview
  /** Whether it is of the form as it stood before the last change. */
  isStale: boolean
}

/** The rows as a table or as the text of the file; a file that is no text can be opened as a sample. */
export function PreviewContent({ preview, isStale }: Props) {
  const [view, setView] = useState('table')
  const isText = preview.encoding === 'utf-8'
  return (
    <>
      <Group justify="space-between" gap="xs" wrap="nowrap" className={classes.head}>
        <Title order={2} size="h3">
          Preview
        </Title>
        {isText ? (
          <SegmentedControl
            size="xs"
            aria-label="Show the preview as"
            data={[
              { value: 'table', label: 'Table' },
              { value: 'text', label: 'File' },
            ]}
            value={view}
            onChange={setView}
          />
        ) : (
          <Anchor component="button" type="button" size="sm" onClick={() => saveSample(preview)}>
            Download a sample
          </Anchor>
        )}
      </Group>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard scrolls what has the focus */}
      <section className={classes.scroller} aria-label="First rows" tabIndex={0} data-stale={isStale}>
        {isText && view === 'text' ? (
          <pre className={classes.text}>{preview.content}</pre>
        ) : (
          <Rows {...preview} />
        )}
      </section>
      <Text size="xs" c="dimmed" className={classes.foot}>
        {preview.has_more ? `The first ${preview.cells.length} rows` : 'All rows'}, as the file will have
        them.
      </Text>
    </>
  )
}

function Rows({ columns, cells }: Preview) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          {columns.map(({ key, label, type }) => (
            <th key={key} scope="col" data-number={isNumber(type) || undefined}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {cells.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a preview have no other name
          <tr key={index}>
            {row.map((cell, column) => (
              <td key={columns[column]!.key} data-number={isNumber(columns[column]!.type) || undefined}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function isNumber(type: string): boolean {
  return ['integer', 'decimal', 'money'].includes(type)
}

function saveSample({ content, media_type, file_name }: Preview): void {
  const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([bytes], { type: media_type }))
  link.download = `Sample of ${file_name}`
  link.click()
  // The browser takes the bytes after this turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
