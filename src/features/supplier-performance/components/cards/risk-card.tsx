'use client'

import { Anchor, Divider, Stack, Text } from '@mantine/core'
import Link from 'next/link'
import { Card } from '#src/components/card.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatCount, formatDecimal, plural } from '#src/components/format/quantities.ts'
import type { PredictionResource, SupplierPrediction } from '../../record/schema.ts'
import { PredictionItem } from '../risk/prediction-item.tsx'

/** On an order's page: which of its lines may be late. */
export function OrderRiskCard({ lines }: { lines: PredictionResource[] }) {
  if (lines.length === 0) return null
  return (
    <Card title="Risk of late delivery">
      <Predictions lines={lines} without="order" />
    </Card>
  )
}

/** On a supplier's page: its open lines, and how many of them are expected to be late. */
export function SupplierRiskCard({ prediction }: { prediction: SupplierPrediction }) {
  const { locale } = useFormats()
  const { open_lines, expected_late, lines } = prediction
  if (open_lines === 0) return null
  const expected = formatDecimal(locale, expected_late.toFixed(1))
  return (
    <Card
      title="Risk of late delivery"
      aside={
        <Anchor component={Link} href="/insights/suppliers" size="sm">
          All suppliers
        </Anchor>
      }
    >
      <Text size="sm" mb="sm" suppressHydrationWarning>
        {`${formatCount(locale, open_lines)} open ${plural(open_lines, 'line')}, of which ${expected} are expected to be late.`}
      </Text>
      <Predictions lines={lines} without="supplier" />
    </Card>
  )
}

function Predictions({ lines, without }: { lines: PredictionResource[]; without: 'order' | 'supplier' }) {
  return (
    <Stack gap="md">
      {lines.map((line, index) => (
        <div key={line.id}>
          {index > 0 ? <Divider mb="md" /> : null}
          <PredictionItem prediction={line} without={without} />
        </div>
      ))}
    </Stack>
  )
}
