'use client'

import { Modal, Stack, Text } from '@mantine/core'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatDecimal, plural } from '#src/components/format/quantities.ts'
import type { SuggestionResource } from '../../reorder/schema.ts'

type Candidate = SuggestionResource['suppliers'][number]

interface Props {
  suggestion: SuggestionResource
  onClose: () => void
}

/** Why suppliers stand in this order: every figure that was compared, and where it is from. */
export function RankingDialog({ suggestion, onClose }: Props) {
  const { locale } = useFormats()
  return (
    <Modal opened onClose={onClose} size="lg" title={<Text fw={620}>Suppliers of {suggestion.name}</Text>}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          Those that deliver before the item runs out come first, then the higher score.
        </Text>
        {suggestion.suppliers.map((one) => (
          <section key={`${one.rank}`} aria-label={one.supplier.name}>
            <Text fw={600} size="sm">
              {`${one.rank}. ${one.supplier.name}: score ${Math.round(one.score * 100)} of 100${
                one.in_time === false ? ', too late' : ''
              }`}
            </Text>
            {reasonsOf(one, locale).map(([label, value, note]) => (
              <Text size="sm" key={label}>
                {`${label}: ${value}. `}
                <Text span inherit c="dimmed">
                  {note}
                </Text>
              </Text>
            ))}
          </section>
        ))}
      </Stack>
    </Modal>
  )
}

function reasonsOf(
  { offer, figures }: Candidate,
  locale: string,
): [label: string, value: string, note: string][] {
  const { price, lead_time, tier, rating } = figures
  const days = Number(lead_time.value)
  const known = (figure: typeof price, text: string) => (figure.value === null ? 'not known' : text)
  return [
    [
      'Total',
      known(
        price,
        `${formatDecimal(locale, String(price.value).replace(/(\.\d\d)(\d*?)0+$/, '$1$2'))} ${offer?.currency}`,
      ),
      price.note,
    ],
    ['Lead time', known(lead_time, `${days} ${plural(days, 'day')}`), lead_time.note],
    ['Tier', known(tier, String(tier.value)), tier.note],
    ['Rating', known(rating, `${rating.value} of 5`), rating.note],
  ]
}
