'use client'

import { useForm } from '@mantine/form'
import { DateField } from '#src/components/dates/date-field.tsx'
import { FormFrame } from '#src/components/dialogs/form-frame.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { changeRfpAction } from '../../actions.ts'
import type { RfpResource } from '../../record/schema.ts'
import { endOfDay } from '../form/values.ts'

/** Gives the invited suppliers more time. */
export function DeadlineDialog({ rfp, onClose }: { rfp: RfpResource; onClose: () => void }) {
  const { timeZone } = useFormats()
  const form = useForm({
    initialValues: { deadline: '' },
    validate: { deadline: (value) => (value ? null : 'Choose the new last day') },
  })
  return (
    <FormFrame
      title={`More time for ${rfp.rfp_no}`}
      opened
      onClose={onClose}
      form={form}
      submitLabel="Move deadline"
      done="The deadline was moved, and the invited suppliers are told."
      send={({ deadline }) =>
        changeRfpAction({ id: rfp.id, deadline: endOfDay(deadline, timeZone) }, rfp.version)
      }
    >
      <DateField
        label="New last day for responses"
        value={form.values.deadline}
        error={form.errors.deadline as string | undefined}
        onChange={(value) => form.setFieldValue('deadline', value)}
      />
    </FormFrame>
  )
}
