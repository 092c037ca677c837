'use client'

import { Alert, Anchor, Button, DataList, Group, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { IconPencil, IconVersions } from '@tabler/icons-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Card } from '#src/components/card.tsx'
import { FormFrame } from '#src/components/dialogs/form-frame.tsx'
import { Day } from '#src/components/format/day.tsx'
import { Price } from '#src/components/format/price.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { BackLink } from '#src/components/links/back-link.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { changeClientScopeAction } from '../../actions.ts'
import type { ClientScopeResource } from '../../agreements/schema.ts'
import type { VersionResource } from '../../versions/schema.ts'
import { clientScopeStatuses } from '../labels.ts'
import { ClientScopeMoves } from './client-scope-moves.tsx'
import { TermsFields, termsValidation, toTerms } from './terms-fields.tsx'

interface Props {
  clientScope: ClientScopeResource
  /** The version that the client has; undefined for whoever may not read scopes of work. */
  agreed: VersionResource | undefined
  mayWrite: boolean
}

export function ClientScopePage({ clientScope, agreed, mayWrite }: Props) {
  const [isEditing, { open, close }] = useDisclosure()
  const { scope_id, scope_name, scope_version, current_version, client_id, client_name, status } = clientScope
  const compare = `/scopes/${scope_id}?from=${scope_version}&to=${current_version}`
  return (
    <>
      <PageHeader
        above={<BackLink href={`/clients/${client_id}`} label={client_name} />}
        title={
          <Group component="span" gap="xs">
            {scope_name}
            <StatusBadge {...clientScopeStatuses[status]} />
          </Group>
        }
        description={`${client_name} · version ${scope_version}`}
        actions={
          <>
            {mayWrite && status === 'proposed' ? (
              <Button variant="default" leftSection={<IconPencil size={17} aria-hidden />} onClick={open}>
                Edit terms
              </Button>
            ) : null}
            <ClientScopeMoves clientScope={clientScope} />
          </>
        }
      />
      <Stack gap="md">
        {scope_version < current_version ? (
          <Alert icon={<IconVersions aria-hidden />} title={`Version ${current_version} is current now`}>
            {client_name} keeps version {scope_version}.{' '}
            <Anchor component={Link} href={compare} inherit c="inherit" underline="always">
              Compare the two
            </Anchor>
          </Alert>
        ) : null}
        <Card title="Terms">
          <DataList labelWidth="7.5rem" gap="xs">
            <Fact label="Price">
              <Price price={clientScope.price} currency={clientScope.currency} />
            </Fact>
            <Fact label="Starts on">
              <Day day={clientScope.starts_on} />
            </Fact>
            <Fact label="Ends on">{clientScope.ends_on ? <Day day={clientScope.ends_on} /> : 'Open'}</Fact>
            <Fact label="Accepted">
              {clientScope.accepted_at ? <Timestamp at={clientScope.accepted_at} /> : '–'}
            </Fact>
            <Fact label="Notes">{clientScope.notes ?? '–'}</Fact>
          </DataList>
        </Card>
        {agreed ? (
          <Card title={`Version ${agreed.number}`}>
            <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {agreed.content}
            </Text>
          </Card>
        ) : null}
      </Stack>
      {isEditing ? <TermsDialog clientScope={clientScope} onClose={close} /> : null}
    </>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <DataList.Item>
      <DataList.ItemLabel>{label}</DataList.ItemLabel>
      <DataList.ItemValue style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere', minWidth: 0 }}>
        {children}
      </DataList.ItemValue>
    </DataList.Item>
  )
}

function TermsDialog({ clientScope, onClose }: { clientScope: ClientScopeResource; onClose: () => void }) {
  const { id, version, price, currency, starts_on, ends_on, notes } = clientScope
  const form = useForm({
    initialValues: {
      ...{ price: price ?? '', currency, starts_on },
      ...{ ends_on: ends_on ?? '', notes: notes ?? '' },
    },
    validate: termsValidation,
  })
  return (
    <FormFrame
      title="Edit terms"
      opened
      onClose={onClose}
      form={form}
      submitLabel="Save"
      done="The terms were saved."
      send={(terms) => changeClientScopeAction({ id, ...toTerms(terms) }, version)}
    >
      <TermsFields form={form} />
    </FormFrame>
  )
}
