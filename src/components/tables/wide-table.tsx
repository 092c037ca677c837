'use client'

import { Paper, ScrollArea, Table } from '@mantine/core'
import type { ReactNode } from 'react'

/** A table that scrolls by itself where the screen is narrower. */
export function WideTable({ label, width, head, children }: Props) {
  return (
    <Paper style={{ overflow: 'hidden' }}>
      <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': label }}>
        <Table miw={width}>
          <Table.Thead>{head}</Table.Thead>
          <Table.Tbody>{children}</Table.Tbody>
        </Table>
      </ScrollArea>
    </Paper>
  )
}

interface Props {
  label: string
  width: string
  head: ReactNode
  children: ReactNode
}
