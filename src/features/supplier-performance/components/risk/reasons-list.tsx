'use client'

import { Anchor, List, Text } from '@mantine/core'
import Link from 'next/link'
import type { PredictionResource } from '../../record/schema.ts'
import { effectInWords } from './words.ts'

/** Why, with the orders that show it. */
export function ReasonsList({ reasons }: { reasons: PredictionResource['reasons'] }) {
  return (
    <List size="sm" spacing={4} aria-label="Reasons">
      {reasons.map(({ code, text, effect, evidence }) => (
        <List.Item key={code}>
          <Text component="span" size="sm" fw={600}>
            {effectInWords(effect)}:
          </Text>{' '}
          {text}
          {evidence.length > 0 ? (
            <Text component="span" size="sm" c="dimmed">
              {' '}
              Late:{' '}
              {evidence.map(({ order_line_id, order_id, label }, index) => (
                <span key={order_line_id}>
                  {index > 0 ? ', ' : ''}
                  <Anchor
                    component={Link}
                    href={`/orders/${order_id}`}
                    prefetch={false}
                    size="sm"
                    underline="always"
                  >
                    {label}
                  </Anchor>
                </span>
              ))}
            </Text>
          ) : null}
        </List.Item>
      ))}
    </List>
  )
}
