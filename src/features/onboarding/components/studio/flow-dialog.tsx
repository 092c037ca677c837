'use client'

import { MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { FormFrame } from '#src/components/dialogs/form-frame.tsx'
import { changeFlowAction, createFlowAction } from '../../actions.ts'
import type { FlowResource } from '../../flows/schema.ts'
import { policies, roleOptions } from '../labels.ts'

/** A new flow, or what an existing one is called and whom it is for. */
export function FlowDialog({ flow, onClose }: { flow?: FlowResource; onClose: () => void }) {
  const form = useForm({
    initialValues: {
      name: flow?.name ?? '',
      description: flow?.description ?? '',
      learners: flow?.learners ?? 'members',
      audience: flow?.audience ?? [],
      position: (flow?.position ?? 100) as number | string,
      policy: flow?.policy ?? 'thompson',
      hold_out_percent: (flow?.hold_out_percent ?? 10) as number | string,
    },
    validate: {
      name: (value) => (value.trim() ? null : 'Enter a name'),
      position: (value) => (value === '' ? 'Enter a number' : null),
      hold_out_percent: (value) => (value === '' ? 'Enter a number' : null),
    },
  })
  return (
    <FormFrame
      title={flow ? 'Change flow' : 'Add flow'}
      opened
      onClose={onClose}
      form={form}
      submitLabel={flow ? 'Save' : 'Add flow'}
      done={flow ? 'The flow was changed.' : 'The flow was added as a draft.'}
      send={({ position, hold_out_percent, learners, ...values }) => {
        const given = { ...values, position: Number(position), hold_out_percent: Number(hold_out_percent) }
        return flow
          ? changeFlowAction({ id: flow.id, ...given }, flow.version)
          : createFlowAction({ learners, ...given })
      }}
    >
      <TextInput label="Name" maxLength={200} data-autofocus {...form.getInputProps('name')} />
      <Textarea label="Description" maxLength={1_000} autosize {...form.getInputProps('description')} />
      {flow ? null : (
        <Select
          label="Whom it leads"
          data={[
            { value: 'members', label: 'Members of the company' },
            { value: 'application', label: 'Users of your application' },
          ]}
          allowDeselect={false}
          {...form.getInputProps('learners')}
        />
      )}
      {form.values.learners === 'members' ? (
        <MultiSelect
          label="Roles"
          description="None: everybody."
          data={roleOptions}
          {...form.getInputProps('audience')}
        />
      ) : null}
      <NumberInput
        label="Position"
        description="Flows with a lower number come first."
        min={0}
        max={10_000}
        allowDecimal={false}
        {...form.getInputProps('position')}
      />
      <Select
        label="Next step"
        description="Before enough is known, the order of the flow is followed."
        data={Object.entries(policies).map(([value, label]) => ({ value, label }))}
        allowDeselect={false}
        {...form.getInputProps('policy')}
      />
      <NumberInput
        label="Hold-out"
        description="The percentage of learners who always get the fixed order, for comparison."
        min={1}
        max={50}
        allowDecimal={false}
        {...form.getInputProps('hold_out_percent')}
      />
    </FormFrame>
  )
}
