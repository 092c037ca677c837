'use client'

import { Anchor, Button, Stack, Table, Text, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import Link from 'next/link'
import { useState } from 'react'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { ContentResource } from '../../content/schema.ts'
import type { FlowResource } from '../../flows/schema.ts'
import { audienceOf, kinds, percent, statuses } from '../labels.ts'
import { FlowDialog } from './flow-dialog.tsx'
import { LiveCard } from './live-card.tsx'
import { TextDialog } from './text-dialog.tsx'

export type FlowRow = FlowResource & { started: number; completed: number; completion_rate: number | null }

interface Props {
  flows: FlowRow[]
  texts: ContentResource[]
  totalTexts: number
  mayWrite: boolean
}

export function StudioPage({ flows, texts, totalTexts, mayWrite }: Props) {
  const [added, setAdded] = useState<'flow' | 'text'>()
  return (
    <>
      <PageHeader
        title="Onboarding"
        description="Flows lead people by the next step. A step is done by what really happens, never by a button."
        actions={
          mayWrite ? (
            <>
              <Button variant="default" onClick={() => setAdded('text')}>
                Add text
              </Button>
              <Button leftSection={<IconPlus size={17} aria-hidden />} onClick={() => setAdded('flow')}>
                Add flow
              </Button>
            </>
          ) : null
        }
      />
      <Stack gap="lg">
        <LiveCard />
        <section aria-label="Flows">
          <Title order={2} mb="xs">
            Flows
          </Title>
          {flows.length > 0 ? (
            <FlowsTable flows={flows} />
          ) : (
            <Text size="sm" c="dimmed">
              The ready-made flows are added when somebody first opens Getting started.
            </Text>
          )}
        </section>
        <section aria-label="Texts">
          <Title order={2} mb="xs">
            Texts
          </Title>
          <Text size="sm" c="dimmed" mb="xs">
            {totalTexts > texts.length
              ? `The newest ${texts.length} of ${totalTexts} texts that steps can show.`
              : 'What steps can show.'}
          </Text>
          {texts.length > 0 ? <TextsTable texts={texts} /> : null}
        </section>
      </Stack>
      {added === 'flow' ? <FlowDialog onClose={() => setAdded(undefined)} /> : null}
      {added === 'text' ? <TextDialog onClose={() => setAdded(undefined)} /> : null}
    </>
  )
}

function FlowsTable({ flows }: { flows: FlowRow[] }) {
  return (
    <WideTable
      label="Table of flows"
      width="46rem"
      head={
        <Table.Tr>
          <Table.Th>Flow</Table.Th>
          <Table.Th>Status</Table.Th>
          <Table.Th>For</Table.Th>
          <Table.Th ta="right">Version</Table.Th>
          <Table.Th ta="right">Started in 30 days</Table.Th>
          <Table.Th ta="right">Completed</Table.Th>
        </Table.Tr>
      }
    >
      {flows.map((flow) => (
        <Table.Tr key={flow.id}>
          <Table.Td style={{ overflowWrap: 'anywhere' }}>
            <Anchor component={Link} href={`/settings/onboarding/flows/${flow.id}`} size="sm">
              {flow.name}
            </Anchor>
          </Table.Td>
          <Table.Td>
            <StatusBadge {...statuses[flow.status]} />
          </Table.Td>
          <Table.Td>{audienceOf(flow)}</Table.Td>
          <Table.Td ta="right">{flow.published_version ?? '–'}</Table.Td>
          <Table.Td ta="right">{flow.started}</Table.Td>
          <Table.Td ta="right">
            {flow.completed} ({percent(flow.completion_rate)})
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  )
}

function TextsTable({ texts }: { texts: ContentResource[] }) {
  return (
    <WideTable
      label="Table of texts"
      width="34rem"
      head={
        <Table.Tr>
          <Table.Th>Title</Table.Th>
          <Table.Th>Kind</Table.Th>
          <Table.Th>Status</Table.Th>
          <Table.Th>Last changed</Table.Th>
        </Table.Tr>
      }
    >
      {texts.map((text) => (
        <Table.Tr key={text.id}>
          <Table.Td style={{ overflowWrap: 'anywhere' }}>
            <Anchor component={Link} href={`/settings/onboarding/texts/${text.id}`} size="sm">
              {text.title}
            </Anchor>
          </Table.Td>
          <Table.Td>{kinds[text.kind]}</Table.Td>
          <Table.Td>
            <StatusBadge {...statuses[text.status]} />
          </Table.Td>
          <Table.Td>
            <Timestamp at={text.updated_at} />
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  )
}
