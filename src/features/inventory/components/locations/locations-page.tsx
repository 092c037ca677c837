'use client'

import { Button, Checkbox, Paper, Select, Table, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { IconBuildingWarehouse, IconPlus } from '@tabler/icons-react'
import { EmptyState } from '#src/components/empty-state.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import { createLocationAction } from '../../console/actions.ts'
import type { LocationResource } from '../../locations/schema.ts'
import { FormFrame } from '../form-frame.tsx'
import type { DialogProps } from '../item/dialogs.ts'

const kinds: Record<LocationResource['kind'], string> = {
  warehouse: 'Warehouse',
  shop: 'Shop',
  transit: 'Goods in transit',
  quarantine: 'Quarantine',
}

export function LocationsPage({ locations, mayAdd }: { locations: LocationResource[]; mayAdd: boolean }) {
  const [isOpen, { open, close }] = useDisclosure()
  const names = new Map(locations.map(({ id, name }) => [id, name]))
  return (
    <>
      <PageHeader
        title="Locations"
        description="Where your stock is kept."
        actions={
          mayAdd ? (
            <Button leftSection={<IconPlus size={17} aria-hidden />} onClick={open}>
              Add location
            </Button>
          ) : null
        }
      />
      {locations.length > 0 ? (
        <WideTable
          label="Locations"
          width="36rem"
          head={
            <Table.Tr>
              <Table.Th>Code</Table.Th>
              <Table.Th>Name</Table.Th>
              <Table.Th>Kind</Table.Th>
              <Table.Th>Part of</Table.Th>
              <Table.Th>Negative stock</Table.Th>
            </Table.Tr>
          }
        >
          {locations.map(({ id, code, name, kind, parent_id, allows_negative }) => (
            <Table.Tr key={id}>
              <Table.Td>{code}</Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{name}</Table.Td>
              <Table.Td>{kinds[kind]}</Table.Td>
              <Table.Td>{parent_id ? (names.get(parent_id) ?? '–') : '–'}</Table.Td>
              <Table.Td>{allows_negative ? 'Allowed' : 'Refused'}</Table.Td>
            </Table.Tr>
          ))}
        </WideTable>
      ) : (
        <Paper>
          <EmptyState icon={<IconBuildingWarehouse aria-hidden />} title="No locations yet">
            Add the first one, then post receipts to it.
          </EmptyState>
        </Paper>
      )}
      <LocationDialog locations={locations} opened={isOpen} onClose={close} />
    </>
  )
}

function LocationDialog({ locations, opened, onClose }: DialogProps & { locations: LocationResource[] }) {
  const form = useForm({
    initialValues: {
      code: '',
      name: '',
      kind: 'warehouse' as LocationResource['kind'],
      parent_id: null as string | null,
      allows_negative: false,
    },
    validate: {
      code: (value) => (value.trim() ? null : 'Enter a short code'),
      name: (value) => (value.trim() ? null : 'Enter a name'),
    },
  })
  return (
    <FormFrame
      title="Add location"
      opened={opened}
      onClose={onClose}
      form={form}
      submitLabel="Add location"
      done="The location was added."
      send={createLocationAction}
    >
      <TextInput label="Code" maxLength={50} data-autofocus {...form.getInputProps('code')} />
      <TextInput label="Name" maxLength={200} {...form.getInputProps('name')} />
      <Select
        label="Kind"
        data={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
        allowDeselect={false}
        {...form.getInputProps('kind')}
      />
      <Select
        label="Part of"
        placeholder="Nothing else"
        data={locations.map(({ id, name }) => ({ value: id, label: name }))}
        clearable
        searchable
        {...form.getInputProps('parent_id')}
      />
      <Checkbox
        label="Goods can leave before their receipt is booked"
        {...form.getInputProps('allows_negative', { type: 'checkbox' })}
      />
    </FormFrame>
  )
}
