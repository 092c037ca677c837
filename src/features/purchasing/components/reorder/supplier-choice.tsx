'use client'

import { Anchor, Select, Text } from '@mantine/core'
import Link from 'next/link'
import { Day } from '#src/components/format/day.tsx'
import { Price } from '#src/components/format/price.tsx'
import type { SuggestionResource } from '../../reorder/schema.ts'
import { type Choice, chosenOf } from './choices.ts'

interface Props {
  suggestion: SuggestionResource
  choice: Choice
  disabled: boolean
  onChange: (part: Partial<Choice>) => void
  onExplain: () => void
}

/** Whom to order from; choosing another one fills in what has to be ordered of it. */
export function SupplierChoice({ suggestion, choice, disabled, onChange, onExplain }: Props) {
  const { suppliers, name } = suggestion
  const offering = suppliers.filter(({ offer }) => offer)
  if (offering.length === 0)
    return (
      <Text size="sm" c="dimmed">
        Nobody has a price for it today.{' '}
        <Anchor component={Link} href="/suppliers/discover" inherit underline="always">
          Find a supplier
        </Anchor>
      </Text>
    )
  const offer = chosenOf(suggestion, choice)?.offer
  return (
    <>
      <Select
        aria-label={`Supplier of ${name}`}
        size="xs"
        allowDeselect={false}
        disabled={disabled}
        data={offering.map(({ rank, supplier }) => ({
          value: supplier.id,
          label: `${rank}. ${supplier.name}`,
        }))}
        value={choice.supplierId}
        onChange={(supplierId) => {
          const chosen = chosenOf(suggestion, { ...choice, supplierId })
          onChange({ supplierId, quantity: chosen?.offer?.order_quantity ?? choice.quantity })
        }}
      />
      <Text size="xs" c="dimmed" mt={4}>
        {offer ? (
          <>
            <Price price={offer.price.replace(/(\.\d\d)(\d*?)0+$/, '$1$2')} currency={offer.currency} /> each
            {offer.arrives_on ? (
              <>
                , arrives <Day day={offer.arrives_on} />
              </>
            ) : null}
            .{' '}
          </>
        ) : null}
        <Anchor
          component="button"
          type="button"
          size="xs"
          onClick={onExplain}
          aria-label={`Why these suppliers of ${name}`}
        >
          Why?
        </Anchor>
      </Text>
    </>
  )
}
