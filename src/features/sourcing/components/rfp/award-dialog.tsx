'use client'

import { Select, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { FormFrame } from '#src/components/dialogs/form-frame.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatDecimal } from '#src/components/format/quantities.ts'
import { awardRfpAction } from '../../actions.ts'
import type { RfpDetails } from '../../record/schema.ts'
import type { ResponseResource } from '../../responses/schema.ts'

interface Props {
  rfp: RfpDetails
  responses: ResponseResource[]
  /** Where the drafted orders can be delivered. */
  locations: { value: string; label: string }[]
  onClose: () => void
}

/** Chooses who gets each line; those without a choice are not awarded. */
export function AwardDialog({ rfp, responses, locations, onClose }: Props) {
  const { locale } = useFormats()
  const form = useForm({
    initialValues: {
      awards: rfp.lines.map(() => null as string | null),
      location_id: locations[0]?.value ?? null,
    },
  })
  const named = rfp.lines.filter(({ sku }) => sku !== null).length
  const running = responses.filter(({ links }) => links.score)

  const offersOf = (lineId: string) =>
    running.flatMap(({ id, supplier_name, lines }) => {
      const price = lines.find(({ line_id }) => line_id === lineId)?.price
      if (price === undefined || price === null) return []
      return [{ value: id, label: `${supplier_name}: ${formatDecimal(locale, price)} ${rfp.currency}` }]
    })

  return (
    <FormFrame
      title={`Award ${rfp.rfp_no}`}
      opened
      onClose={onClose}
      form={form}
      submitLabel="Award"
      done="The request was awarded, and the suppliers are told."
      send={({ awards, location_id }) =>
        awardRfpAction(
          {
            id: rfp.id,
            ...(location_id ? { location_id } : {}),
            awards: rfp.lines.flatMap(({ id }, index) => {
              const response = awards[index]
              return response ? [{ line_id: id, response_id: response }] : []
            }),
          },
          rfp.version,
        )
      }
    >
      {rfp.lines.map(({ id, position, description }, index) => (
        <Select
          key={id}
          label={`${position}. ${description}`}
          placeholder="Not awarded"
          data={offersOf(id)}
          nothingFoundMessage="Nobody offers this line"
          clearable
          {...form.getInputProps(`awards.${index}`)}
        />
      ))}
      {named > 0 ? (
        <Select
          label="Deliver to"
          description="An order is drafted for each supplier, with the lines that name an item."
          data={locations}
          allowDeselect={false}
          {...form.getInputProps('location_id')}
        />
      ) : null}
      <Text size="sm" c="dimmed">
        Responses that get no line are rejected. This cannot be undone.
      </Text>
    </FormFrame>
  )
}
