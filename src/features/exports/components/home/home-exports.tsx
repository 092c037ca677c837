'use client'

import { Anchor, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconPackageExport } from '@tabler/icons-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Card } from '#src/components/card.tsx'
import { EmptyState } from '#src/components/empty-state.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import type { ExportResource } from '../../record/schema.ts'
import { stateOf } from '../export-state.ts'
import { NextStep } from '../list/next-step.tsx'
import { ProgressLine } from '../progress-line.tsx'
import type { Rights } from '../rights.ts'
import { SignedOutNotice } from '../signed-out-notice.tsx'
import { StatusBadge } from '../status-badge.tsx'
import { type SeenExport, useLiveExports } from '../use-live-exports.ts'

interface Props {
  failed: ExportResource[]
  unfinished: ExportResource[]
  ready: ExportResource[]
  failedToday: number
  rights: Rights
  renderedAt: number
}

/** What needs this person, with the next step of each; what runs is followed live. */
export function HomeExports({ failed, unfinished, ready, failedToday, rights, renderedAt }: Props) {
  const { exports: running, problem } = useLiveExports({ initial: unfinished, renderedAt })
  if (failed.length + unfinished.length + ready.length === 0)
    return <NothingYet mayCreate={rights.mayCreate} />
  const seen = (resource: ExportResource) => ({ resource, seenAt: renderedAt })
  return (
    <Stack gap="md">
      {problem?.code === 'unauthenticated' ? <SignedOutNotice /> : null}
      {failed.length > 0 ? (
        <Part title="Failed today" href="/exports?status=failed" count={failedToday}>
          {failed.map((resource) => (
            <Line key={resource.id} seen={seen(resource)} rights={rights} />
          ))}
        </Part>
      ) : null}
      <SimpleGrid cols={{ base: 1, md: running.length > 0 ? 2 : 1 }} spacing="md">
        {running.length > 0 ? (
          <Part title="Running now" href="/exports?status=unfinished">
            {running.map((one) => (
              <Line key={one.resource.id} seen={one} rights={rights} />
            ))}
          </Part>
        ) : null}
        {ready.length > 0 ? (
          <Part title="Newest files" href="/exports?status=completed">
            {ready.map((resource) => (
              <Line key={resource.id} seen={seen(resource)} rights={rights} />
            ))}
          </Part>
        ) : null}
      </SimpleGrid>
    </Stack>
  )
}

function NothingYet({ mayCreate }: { mayCreate: boolean }) {
  return (
    <Paper>
      <EmptyState
        icon={<IconPackageExport aria-hidden />}
        title="Nothing needs your attention"
        action={
          mayCreate ? (
            <LinkButton href="/exports/new" mt="xs">
              New export
            </LinkButton>
          ) : null
        }
      >
        {mayCreate
          ? 'Start with an export: choose a dataset, the rows and columns you need, and a format.'
          : 'When someone shares an export with you, it appears here.'}
      </EmptyState>
    </Paper>
  )
}

interface PartProps {
  title: string
  href: string
  count?: number
  children: ReactNode
}

function Part({ title, href, count, children }: PartProps) {
  return (
    <Card
      title={count === undefined ? title : `${title} (${count})`}
      aside={
        <Anchor component={Link} href={href} prefetch={false} size="sm">
          Show all
        </Anchor>
      }
    >
      <Stack gap="sm">{children}</Stack>
    </Card>
  )
}

function Line({ seen, rights }: { seen: SeenExport; rights: Rights }) {
  const { resource, seenAt } = seen
  const { id, export_name, created_at, error } = resource
  const state = stateOf(resource, seenAt)
  return (
    <Group wrap="nowrap" align="flex-start" gap="sm">
      <div style={{ flex: 1, minWidth: 0 }}>
        <Group gap="xs">
          <Anchor
            component={Link}
            href={`/exports/${id}`}
            prefetch={false}
            size="sm"
            fw={600}
            py={2}
            c="inherit"
            style={{ overflowWrap: 'anywhere' }}
          >
            {export_name}
          </Anchor>
          <StatusBadge state={state} />
        </Group>
        {state === 'running' || state === 'cancelling' ? <ProgressLine {...seen} /> : null}
        <Text size="xs" c="dimmed" component="div">
          {state === 'failed' && error ? `${error.message} ${error.action} ` : null}
          <Timestamp at={created_at} relative />
        </Text>
      </div>
      <NextStep resource={resource} state={state} rights={rights} />
    </Group>
  )
}
