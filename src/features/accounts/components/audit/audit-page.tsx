'use client'

import { Button, Code, Group, Paper, Select, Stack, Text } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { type Period, PeriodFields, useUsablePeriod } from '#src/components/dates/period-fields.tsx'
import { EmptyState } from '#src/components/empty-state.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import type { AuditQuery } from '../../record/page-queries.ts'
import type { AuditResource } from '../../record/schema.ts'

interface Props {
  entries: AuditResource[]
  nextCursor: string | null
  query: AuditQuery
  people: { value: string; label: string }[]
  actions: { value: string; label: string }[]
  /** Makes a file of these entries. */
  exportButton: ReactNode
}

export function AuditPage({ entries, nextCursor, query, people, actions, exportButton }: Props) {
  const router = useRouter()
  const { cursor: _, ...filters } = query
  const set = (changes: Partial<AuditQuery>) => router.push(hrefOf({ ...filters, ...changes }))
  const isFiltered = Object.values(filters).some(Boolean)
  return (
    <>
      <PageHeader
        title="Audit trail"
        description="Who did what and when. Entries cannot be changed or deleted."
        actions={exportButton}
      />
      <Group gap="sm" mb="md" align="end">
        <Select
          label="Person"
          placeholder="Everyone"
          data={people}
          value={query.user_id ?? null}
          onChange={(value) => set({ user_id: value ?? undefined })}
          searchable
          clearable
          w={220}
        />
        <Select
          label="Action"
          placeholder="Every action"
          data={actions}
          value={query.action ?? null}
          onChange={(value) => set({ action: value ?? undefined })}
          searchable
          clearable
          w={220}
        />
        <DayFilters query={query} onChange={set} />
        {isFiltered ? (
          <LinkButton href="/settings/audit" variant="subtle">
            Show everything
          </LinkButton>
        ) : null}
      </Group>
      <Paper p={0}>
        {entries.length > 0 ? (
          <Stack gap={0} component="ol" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} onSubject={() => set({ subject_id: entry.subject_id })} />
            ))}
          </Stack>
        ) : (
          <EmptyState icon={<IconHistory aria-hidden />} title="No entries match">
            Remove a filter, or show everything.
          </EmptyState>
        )}
      </Paper>
      <Group justify="center" mt="md">
        {query.cursor ? (
          <LinkButton href={hrefOf(filters)} variant="default">
            Newest entries
          </LinkButton>
        ) : null}
        {nextCursor ? (
          <LinkButton href={hrefOf({ ...filters, cursor: nextCursor })} variant="default">
            Older entries
          </LinkButton>
        ) : null}
      </Group>
    </>
  )
}

/** Days that cannot be looked for stay in their fields and say why; the list stays as it is. */
function DayFilters({ query, onChange }: { query: AuditQuery; onChange: (days: AuditQuery) => void }) {
  const [period, setPeriod] = useState({ from: query.date_from ?? '', to: query.date_to ?? '' })
  const isUsable = useUsablePeriod()

  function change(next: Period) {
    setPeriod(next)
    if (isUsable(next)) onChange({ date_from: next.from || undefined, date_to: next.to || undefined })
  }

  return <PeriodFields period={period} onChange={change} />
}

function Entry({ entry, onSubject }: { entry: AuditResource; onSubject: () => void }) {
  const { user, sentence, at, action } = entry
  const who = user
    ? `${user.first_name} ${user.last_name}`
    : action.startsWith('user.')
      ? 'Someone'
      : 'Waybill'
  return (
    <li style={{ borderTop: '1px solid var(--mantine-color-default-border)', padding: '0.6rem 1rem' }}>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        <b>{who}</b> {sentence}
      </Text>
      <Group gap="xs">
        <Text size="xs" c="dimmed">
          <Timestamp at={at} />
        </Text>
        <Code fz="xs">{action}</Code>
        <Button variant="subtle" size="compact-xs" onClick={onSubject}>
          Same subject
        </Button>
      </Group>
    </li>
  )
}

function hrefOf(query: AuditQuery): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString()
  return search ? `/settings/audit?${search}` : '/settings/audit'
}
