'use client'

import { Anchor, Group, Text, Title } from '@mantine/core'
import Link from 'next/link'
import { Day } from '#src/components/format/day.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatCount } from '#src/components/format/quantities.ts'
import type { PredictionResource } from '../../record/schema.ts'
import { ReasonsList } from './reasons-list.tsx'
import { RiskBadge } from './risk-badge.tsx'
import { basisInWords, daysLateInWords } from './words.ts'

interface Props {
  prediction: PredictionResource
  /** What the page says already. */
  without?: 'order' | 'supplier'
}

/** One line that is still to come: how likely it is late, by how much, and why. */
export function PredictionItem({ prediction, without }: Props) {
  const { locale } = useFormats()
  const { order_id, order_no, line_no, description, supplier_id, supplier_name, open } = prediction
  const name = `${order_no} line ${line_no}`
  return (
    <article aria-label={`${name}: ${description}`}>
      <Group justify="space-between" align="flex-start" gap="xs">
        <div style={{ minWidth: 0, flex: '1 1 14rem' }}>
          <Title order={3} style={{ overflowWrap: 'anywhere' }}>
            {without === 'order' ? (
              `Line ${line_no}`
            ) : (
              <Anchor component={Link} href={`/orders/${order_id}`} prefetch={false} inherit>
                {name}
              </Anchor>
            )}
            : {description}
          </Title>
          <Text size="sm" c="dimmed" component="div" suppressHydrationWarning>
            {without ? null : (
              <>
                <Anchor
                  component={Link}
                  href={`/suppliers/${supplier_id}`}
                  prefetch={false}
                  size="sm"
                  underline="always"
                >
                  {supplier_name}
                </Anchor>
                {' · '}
              </>
            )}
            {formatCount(locale, open)} to come, promised for <Day day={prediction.promised_on} />
          </Text>
        </div>
        <RiskBadge probability={prediction.probability} />
      </Group>
      <Text size="sm" mt={6}>
        {daysLateInWords(prediction.days_late)}
      </Text>
      <ReasonsList reasons={prediction.reasons} />
      <Text size="xs" c="dimmed" mt={4}>
        {basisInWords(prediction)} As of <Day day={prediction.as_of} />.
      </Text>
    </article>
  )
}
