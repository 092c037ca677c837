'use client'

import { ActionIcon, Button, Paper, Table, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconPencil, IconPlus, IconTool } from '@tabler/icons-react'
import { useState } from 'react'
import { FormFrame } from '#src/components/dialogs/form-frame.tsx'
import { EmptyState } from '#src/components/empty-state.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import { changeServiceAction, createServiceAction } from '../../actions.ts'
import type { ServiceResource } from '../../services/schema.ts'

interface Props {
  services: ServiceResource[]
  total: number
  mayWrite: boolean
}

export function ServicesPage({ services, total, mayWrite }: Props) {
  const [edited, setEdited] = useState<ServiceResource | 'new'>()
  return (
    <>
      <PageHeader
        title="Services"
        description={
          total > services.length
            ? `The first ${services.length} of ${total} services that scopes of work are about.`
            : 'What scopes of work are about.'
        }
        actions={
          <>
            <LinkButton href="/data/services" variant="default">
              Filter, sort and export
            </LinkButton>
            {mayWrite ? (
              <Button leftSection={<IconPlus size={17} aria-hidden />} onClick={() => setEdited('new')}>
                Add service
              </Button>
            ) : null}
          </>
        }
      />
      {services.length > 0 ? (
        <WideTable
          label="Services"
          width="26rem"
          head={
            <Table.Tr>
              <Table.Th>Service</Table.Th>
              <Table.Th>Last changed</Table.Th>
              <Table.Th w={80}>Change</Table.Th>
            </Table.Tr>
          }
        >
          {services.map((service) => (
            <Table.Tr key={service.id}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{service.services_name}</Table.Td>
              <Table.Td>
                <Timestamp at={service.updated_at} />
              </Table.Td>
              <Table.Td ta="right">
                {mayWrite ? (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={`Rename ${service.services_name}`}
                    onClick={() => setEdited(service)}
                  >
                    <IconPencil size={17} aria-hidden />
                  </ActionIcon>
                ) : null}
              </Table.Td>
            </Table.Tr>
          ))}
        </WideTable>
      ) : (
        <Paper>
          <EmptyState icon={<IconTool aria-hidden />} title="No services yet">
            Add the first one, then write what is agreed on for it as a scope of work.
          </EmptyState>
        </Paper>
      )}
      {edited ? (
        <ServiceDialog service={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
      ) : null}
    </>
  )
}

function ServiceDialog({ service, onClose }: { service: ServiceResource | undefined; onClose: () => void }) {
  const form = useForm({
    initialValues: { services_name: service?.services_name ?? '' },
    validate: { services_name: (value) => (value.trim() ? null : 'Enter a name') },
  })
  return (
    <FormFrame
      title={service ? `Rename ${service.services_name}` : 'Add service'}
      opened
      onClose={onClose}
      form={form}
      submitLabel={service ? 'Save' : 'Add service'}
      done={service ? 'The service was renamed.' : 'The service was added.'}
      send={(values) =>
        service
          ? changeServiceAction({ id: service.id, ...values }, service.version)
          : createServiceAction(values)
      }
    >
      <TextInput label="Name" maxLength={200} data-autofocus {...form.getInputProps('services_name')} />
    </FormFrame>
  )
}
