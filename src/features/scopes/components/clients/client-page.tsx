'use client'

import { Anchor, Button, Group, Table, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconPencil, IconPlus } from '@tabler/icons-react'
import Link from 'next/link'
import { useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { FormFrame } from '#src/components/dialogs/form-frame.tsx'
import { Day } from '#src/components/format/day.tsx'
import { Price } from '#src/components/format/price.tsx'
import { BackLink } from '#src/components/links/back-link.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import { changeClientAction } from '../../actions.ts'
import type { ClientDetails } from '../../clients/schema.ts'
import { clientScopeStatuses } from '../labels.ts'
import { ClientFields, clientValidation, toInput, valuesOf } from './client-fields.tsx'
import { OfferDialog } from './offer-dialog.tsx'

interface Props {
  client: ClientDetails
  mayWrite: boolean
}

export function ClientPage({ client, mayWrite }: Props) {
  const [task, setTask] = useState<'edit' | 'offer'>()
  const { client_scopes: list, client_scopes_total: total } = client
  const state = client.is_active
    ? { label: 'Active', color: 'green' }
    : { label: 'Not active', color: 'gray' }
  return (
    <>
      <PageHeader
        above={<BackLink href="/data/clients" label="Clients" />}
        title={
          <Group component="span" gap="xs">
            {client.name}
            <StatusBadge {...state} />
          </Group>
        }
        description={[client.client_no, client.country].filter(Boolean).join(' · ')}
        actions={
          mayWrite ? (
            <>
              <Button
                variant="default"
                leftSection={<IconPencil size={17} aria-hidden />}
                onClick={() => setTask('edit')}
              >
                Edit
              </Button>
              {client.is_active ? (
                <Button leftSection={<IconPlus size={17} aria-hidden />} onClick={() => setTask('offer')}>
                  Offer a scope
                </Button>
              ) : null}
            </>
          ) : null
        }
      />
      <Card title="Scopes of work">
        {list.length === 0 ? (
          <Text size="sm" c="dimmed">
            Nothing was offered to this client yet.
          </Text>
        ) : (
          <WideTable
            label="Scopes of work of this client"
            width="40rem"
            head={
              <Table.Tr>
                <Table.Th>Scope of work</Table.Th>
                <Table.Th>Version</Table.Th>
                <Table.Th>Status</Table.Th>
                <Table.Th ta="right">Price</Table.Th>
                <Table.Th>Starts on</Table.Th>
                <Table.Th>Ends on</Table.Th>
              </Table.Tr>
            }
          >
            {list.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  <Anchor component={Link} href={`/client-scopes/${one.id}`} size="sm">
                    {one.scope_name}
                  </Anchor>
                </Table.Td>
                <Table.Td>
                  {one.scope_version}
                  {one.scope_version < one.current_version ? (
                    <Text span inherit c="dimmed">
                      {' '}
                      (now {one.current_version})
                    </Text>
                  ) : null}
                </Table.Td>
                <Table.Td>
                  <StatusBadge {...clientScopeStatuses[one.status]} />
                </Table.Td>
                <Table.Td ta="right">
                  <Price price={one.price} currency={one.currency} />
                </Table.Td>
                <Table.Td>
                  <Day day={one.starts_on} />
                </Table.Td>
                <Table.Td>{one.ends_on ? <Day day={one.ends_on} /> : '–'}</Table.Td>
              </Table.Tr>
            ))}
          </WideTable>
        )}
        {total > list.length ? (
          <Text size="sm" c="dimmed" mt="xs">
            The latest {list.length} of {total}.{' '}
            <Anchor component={Link} href="/data/client_sow" size="sm">
              See all
            </Anchor>
          </Text>
        ) : null}
      </Card>
      {task === 'edit' ? <EditDialog client={client} onClose={() => setTask(undefined)} /> : null}
      {task === 'offer' ? <OfferDialog client={client} onClose={() => setTask(undefined)} /> : null}
    </>
  )
}

function EditDialog({ client, onClose }: { client: ClientDetails; onClose: () => void }) {
  const form = useForm({ initialValues: valuesOf(client), validate: clientValidation })
  return (
    <FormFrame
      title={`Edit ${client.name}`}
      opened
      onClose={onClose}
      form={form}
      submitLabel="Save"
      done="The client was saved."
      send={(values) => changeClientAction({ id: client.id, ...toInput(values) }, client.version)}
    >
      <ClientFields form={form} />
    </FormFrame>
  )
}
