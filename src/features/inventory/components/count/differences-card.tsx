'use client'

import { SimpleGrid, Stack, Text } from '@mantine/core'
import { Card } from '#src/components/card.tsx'
import { Price } from '#src/components/format/price.tsx'
import { plural } from '#src/components/format/quantities.ts'
import { Count } from '#src/components/format/quantity.tsx'
import type { CountDetails } from '../../counts/schema.ts'

/** What the differing lines come to, in each currency. */
export function DifferencesCard({ differences }: { differences: NonNullable<CountDetails['differences']> }) {
  return (
    <Card title="Differences">
      {differences.length === 0 ? (
        <Text size="sm">What was counted is what the ledger says.</Text>
      ) : (
        <Stack gap="sm">
          {differences.map(({ currency, lines, surplus, shortage, net }) => (
            <SimpleGrid key={currency} cols={{ base: 2, sm: 4 }}>
              <Figure name={`Differing ${plural(lines, 'line')}`}>
                <Count value={lines} />
              </Figure>
              <Figure name="Surplus">
                <Price price={surplus} currency={currency} />
              </Figure>
              <Figure name="Shortage">
                <Price price={shortage} currency={currency} />
              </Figure>
              <Figure name="Net">
                <Price price={net} currency={currency} />
              </Figure>
            </SimpleGrid>
          ))}
        </Stack>
      )}
    </Card>
  )
}

function Figure({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Text fz={18} fw={620}>
        {children}
      </Text>
    </div>
  )
}
