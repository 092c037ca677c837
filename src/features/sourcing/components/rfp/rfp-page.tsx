'use client'

import { Alert, Anchor, DataList, Group, Stack, Table, Text } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { Card } from '#src/components/card.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { BackLink } from '#src/components/links/back-link.tsx'
import { PdfButton } from '#src/components/links/pdf-button.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { RfpDetails } from '../../record/schema.ts'
import type { ResponseResource } from '../../responses/schema.ts'
import { rfpStatuses } from '../labels.ts'
import { OffersCard } from './offers-card.tsx'
import { OrdersCard } from './orders-card.tsx'
import { ResponsesCard } from './responses-card.tsx'
import { RfpMoves } from './rfp-moves.tsx'

interface Props {
  rfp: RfpDetails
  responses: ResponseResource[]
  locations: { value: string; label: string }[]
  mayWrite: boolean
}

export function RfpPage({ rfp, responses, locations, mayWrite }: Props) {
  return (
    <>
      <PageHeader
        above={<BackLink href="/data/rfp" label="Requests for proposal" />}
        title={
          <Group component="span" gap="xs">
            {rfp.title}
            <StatusBadge {...rfpStatuses[rfp.status]} />
          </Group>
        }
        description={rfp.rfp_no}
        actions={
          <>
            <RfpMoves rfp={rfp} responses={responses} locations={locations} />
            <PdfButton href={`/api/v1/rfps/${rfp.id}/pdf`} />
          </>
        }
      />
      <Stack gap="md">
        {rfp.status === 'published' ? (
          <Alert icon={<IconLock aria-hidden />} title="Prices are sealed">
            Nobody can see the prices before <Timestamp at={rfp.deadline} />.
          </Alert>
        ) : null}
        <Card title="Facts">
          <DataList labelWidth="7.5rem" gap="xs">
            <DataList.Item>
              <DataList.ItemLabel>Deadline</DataList.ItemLabel>
              <DataList.ItemValue>
                <Timestamp at={rfp.deadline} />
              </DataList.ItemValue>
            </DataList.Item>
            <DataList.Item>
              <DataList.ItemLabel>Invited</DataList.ItemLabel>
              <DataList.ItemValue style={{ overflowWrap: 'anywhere', minWidth: 0 }}>
                {rfp.invited.map(({ supplier_id, name }) => (
                  <div key={supplier_id}>
                    {name}{' '}
                    <Anchor
                      href={`/api/v1/rfps/${rfp.id}/pdf?supplier_id=${supplier_id}`}
                      target="_blank"
                      size="sm"
                      underline="always"
                      aria-label={`Invitation of ${name} as PDF`}
                    >
                      Invitation
                    </Anchor>
                  </div>
                ))}
                {rfp.invited.length === 0 ? 'Nobody yet' : null}
              </DataList.ItemValue>
            </DataList.Item>
            {rfp.scope_name ? (
              <DataList.Item>
                <DataList.ItemLabel>Scope of work</DataList.ItemLabel>
                <DataList.ItemValue style={{ overflowWrap: 'anywhere', minWidth: 0 }}>
                  {rfp.scope_name}, version {rfp.scope_version}
                </DataList.ItemValue>
              </DataList.Item>
            ) : null}
            <DataList.Item>
              <DataList.ItemLabel>Description</DataList.ItemLabel>
              <DataList.ItemValue style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere', minWidth: 0 }}>
                {rfp.description ?? '–'}
              </DataList.ItemValue>
            </DataList.Item>
          </DataList>
        </Card>
        <OffersCard rfp={rfp} responses={responses} />
        {rfp.status === 'awarded' ? <OrdersCard rfp={rfp} /> : null}
        <ResponsesCard rfp={rfp} responses={responses} mayWrite={mayWrite} />
        <CriteriaCard rfp={rfp} />
      </Stack>
    </>
  )
}

function CriteriaCard({ rfp }: { rfp: RfpDetails }) {
  return (
    <Card title="Criteria">
      {rfp.criteria.length === 0 ? (
        <Text size="sm" c="dimmed">
          None yet.
        </Text>
      ) : (
        <WideTable
          label="Criteria and their weights"
          width="16rem"
          head={
            <Table.Tr>
              <Table.Th>Criterion</Table.Th>
              <Table.Th ta="right">Weight</Table.Th>
            </Table.Tr>
          }
        >
          {rfp.criteria.map(({ id, name, weight }) => (
            <Table.Tr key={id}>
              <Table.Td>{name}</Table.Td>
              <Table.Td ta="right">{weight}</Table.Td>
            </Table.Tr>
          ))}
        </WideTable>
      )}
    </Card>
  )
}
