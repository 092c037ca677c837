'use client'

import { Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core'
import { Card } from '#src/components/card.tsx'
import { Count } from '#src/components/format/quantity.tsx'
import { BackLink } from '#src/components/links/back-link.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import type { MovementResource } from '../../ledger/schema.ts'
import type { ReservationResource } from '../../reservations/schema.ts'
import type { EnhancedInventoryItem } from '../../schema.ts'
import type { TransferResource } from '../../transfers/schema.ts'
import { statuses } from '../statuses.ts'
import { Commitments } from './commitments.tsx'
import type { Choice } from './dialogs.ts'
import { ForecastCard } from './forecast-card.tsx'
import { ItemActions } from './item-actions.tsx'
import { LedgerTable } from './ledger-table.tsx'
import { LevelsTable } from './levels-table.tsx'

interface Props {
  item: EnhancedInventoryItem
  locations: Choice[]
  movements: MovementResource[]
  page: number
  pages: number
  reservations: ReservationResource[]
  transfers: TransferResource[]
  mayPost: boolean
}

export function ItemPage({
  item,
  locations,
  movements,
  page,
  pages,
  reservations,
  transfers,
  mayPost,
}: Props) {
  const locationNames = Object.fromEntries([
    ...locations.map((location) => [location.value, location.label]),
    ...item.levels.map((level) => [level.locationId, level.locationName]),
  ])
  const numbers = [
    ['On hand', item.onHand],
    ['Reserved', item.reserved],
    ['Available', item.available],
    ['Safety stock', item.safetyStock],
  ] as const
  return (
    <>
      <PageHeader
        above={<BackLink href="/inventory" label="Inventory" />}
        title={item.name}
        description={
          <Group component="span" gap="xs">
            {item.sku}
            <StatusBadge {...statuses[item.status]} />
          </Group>
        }
        actions={
          mayPost && item.lifecycle !== 'archived' ? <ItemActions item={item} locations={locations} /> : null
        }
      />
      <Stack gap="md">
        <SimpleGrid cols={{ base: 2, sm: 4 }}>
          {numbers.map(([name, value]) => (
            <Paper key={name} p="md">
              <Text size="sm" c="dimmed">
                {name}
              </Text>
              <Text fz={24} fw={620}>
                <Count value={value} />
              </Text>
            </Paper>
          ))}
        </SimpleGrid>
        <Card title="Levels">
          <LevelsTable levels={item.levels} />
        </Card>
        <ForecastCard item={item} />
        <Card title="Promised and on its way">
          <Commitments
            reservations={reservations}
            transfers={transfers}
            locationNames={locationNames}
            mayPost={mayPost}
          />
        </Card>
        <Card title="Ledger">
          {movements.length > 0 ? (
            <LedgerTable
              movements={movements}
              locationNames={locationNames}
              page={page}
              pages={pages}
              mayPost={mayPost}
            />
          ) : (
            <Text size="sm" c="dimmed">
              Nothing was posted yet.
            </Text>
          )}
        </Card>
      </Stack>
    </>
  )
}
