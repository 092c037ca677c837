'use client'

import { Anchor, Text } from '@mantine/core'
import Link from 'next/link'
import { Card } from '#src/components/card.tsx'
import { Count } from '#src/components/format/quantity.tsx'
import type { EnhancedInventoryItem } from '../../schema.ts'

/** What the latest forecast expects to leave in the next 30 days; nothing without one. */
export function ForecastCard({ item }: { item: EnhancedInventoryItem }) {
  const { forecast, unit } = item
  if (!forecast) return null
  return (
    <Card title="Forecast">
      <Text size="sm">
        About <Count value={forecast.p50} /> ({unit}) in the next 30 days, and in eight of ten cases between{' '}
        <Count value={forecast.p10} /> and <Count value={forecast.p90} />.{' '}
        <Anchor component={Link} href={`/insights/forecasts/${forecast.runId}`} size="sm">
          Open the forecast
        </Anchor>
      </Text>
    </Card>
  )
}
