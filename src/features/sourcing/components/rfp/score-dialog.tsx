'use client'

import { NumberInput, Select } from '@mantine/core'
import { useForm } from '@mantine/form'
import { FormFrame } from '#src/components/dialogs/form-frame.tsx'
import { scoreResponseAction } from '../../actions.ts'
import type { RfpDetails } from '../../record/schema.ts'
import type { ResponseResource } from '../../responses/schema.ts'

interface Props {
  rfp: RfpDetails
  response: ResponseResource
  onClose: () => void
}

/** A score for each criterion, and whether the response stays in the running. */
export function ScoreDialog({ rfp, response, onClose }: Props) {
  const known = new Map(response.scores.map(({ criterion_id, score }) => [criterion_id, score]))
  const form = useForm({
    initialValues: {
      scores: rfp.criteria.map(({ id }): number | string => known.get(id) ?? ''),
      decision: null as 'shortlisted' | 'rejected' | null,
    },
  })
  const decisions = [
    ...(response.status === 'submitted' ? [{ value: 'shortlisted', label: 'Put on the shortlist' }] : []),
    { value: 'rejected', label: 'Reject' },
  ]
  return (
    <FormFrame
      title={`Score ${response.supplier_name}`}
      opened
      onClose={onClose}
      form={form}
      submitLabel="Save"
      done="The scores were saved."
      send={({ scores, decision }) =>
        scoreResponseAction(
          {
            ...{ id: rfp.id, response: response.id },
            scores: rfp.criteria.flatMap(({ id }, index) => {
              const score = scores[index]
              return score === '' ? [] : [{ criterion_id: id, score: Number(score) }]
            }),
            ...(decision ? { decision } : {}),
          },
          response.version,
        )
      }
    >
      {rfp.criteria.map(({ id, name, weight }, index) => (
        <NumberInput
          key={id}
          label={`${name} (weight ${weight})`}
          placeholder="0 to 100"
          min={0}
          max={100}
          allowDecimal={false}
          {...form.getInputProps(`scores.${index}`)}
        />
      ))}
      <Select
        label="Decision"
        placeholder="Leave it open"
        data={decisions}
        clearable
        {...form.getInputProps('decision')}
      />
    </FormFrame>
  )
}
