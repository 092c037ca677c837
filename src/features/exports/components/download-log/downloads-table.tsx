'use client'

import { Anchor, Badge, Group, Paper, ScrollArea, Table, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import Link from 'next/link'
import { EmptyState } from '#src/components/empty-state.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatCount, plural } from '#src/components/format/quantities.ts'
import { Bytes } from '#src/components/format/quantity.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import { type DownloadsQuery, downloadsHref } from '../../download-list/downloads-query.ts'
import type { Download } from '../../download-list/schema.ts'

interface Props {
  items: Download[]
  total: number
  nextCursor: string | null
  query: DownloadsQuery
}

/** Who took which file, newest first. */
export function DownloadsTable({ items, total, nextCursor, query }: Props) {
  const { locale } = useFormats()
  if (items.length === 0) return <NoDownloads isFiltered={downloadsHref(query) !== '/exports/downloads'} />
  return (
    <Paper style={{ overflow: 'hidden' }}>
      <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': 'Downloads' }}>
        <Table miw="56rem" fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>When</Table.Th>
              <Table.Th>Person</Table.Th>
              <Table.Th>File</Table.Th>
              <Table.Th>From</Table.Th>
              <Table.Th ta="right">Sent</Table.Th>
              <Table.Th>Transfer</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((item) => (
              <Line key={item.id} item={item} />
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
      <Group justify="space-between" p="sm" gap="sm">
        <Text size="sm" c="dimmed" suppressHydrationWarning>
          {formatCount(locale, total)} {plural(total, 'download')}
        </Text>
        <Group gap="xs">
          {query.cursor ? (
            <LinkButton size="xs" variant="default" href={downloadsHref({ ...query, cursor: undefined })}>
              Newest
            </LinkButton>
          ) : null}
          {nextCursor ? (
            <LinkButton size="xs" variant="default" href={downloadsHref({ ...query, cursor: nextCursor })}>
              Older
            </LinkButton>
          ) : null}
        </Group>
      </Group>
    </Paper>
  )
}

function Line({ item }: { item: Download }) {
  const {
    user,
    guest_email,
    export_id,
    export_name,
    file_name,
    ip_address,
    user_agent,
    bytes_sent,
    complete,
  } = item
  return (
    <Table.Tr>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        <Timestamp at={item.downloaded_at} />
      </Table.Td>
      <Table.Td>
        {user ? (
          <>
            <Anchor component={Link} href={downloadsHref({ user_id: user.id })} size="sm">
              {user.first_name} {user.last_name}
            </Anchor>
            <Text size="xs" c="dimmed">
              {user.email}
            </Text>
          </>
        ) : guest_email ? (
          <>
            <span style={{ overflowWrap: 'anywhere' }}>{guest_email}</span>
            <Text size="xs" c="dimmed">
              No account, opened with a code
            </Text>
          </>
        ) : (
          'A removed account'
        )}
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        {export_name ? (
          <Anchor component={Link} href={`/exports/${export_id}`} prefetch={false} size="sm">
            {file_name}
          </Anchor>
        ) : (
          `${file_name} (deleted)`
        )}
      </Table.Td>
      <Table.Td title={user_agent ?? undefined}>{ip_address ?? 'Unknown'}</Table.Td>
      <Table.Td ta="right">
        <Bytes value={bytes_sent} />
      </Table.Td>
      <Table.Td>
        <Badge color={complete ? 'green' : 'amber'}>{complete ? 'Complete' : 'Interrupted'}</Badge>
      </Table.Td>
    </Table.Tr>
  )
}

function NoDownloads({ isFiltered }: { isFiltered: boolean }) {
  return (
    <Paper>
      <EmptyState
        icon={<IconDownload aria-hidden />}
        title={isFiltered ? 'No downloads match' : 'Nobody has downloaded a file yet'}
        action={
          isFiltered ? (
            <LinkButton href="/exports/downloads" variant="default" mt="xs">
              Show all downloads
            </LinkButton>
          ) : null
        }
      >
        {isFiltered
          ? 'Remove a filter, or show all downloads.'
          : 'Every download of an export appears here with the person, the address and what was sent.'}
      </EmptyState>
    </Paper>
  )
}
