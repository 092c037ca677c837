'use client'

import { Card, SimpleGrid, Skeleton, Text, Title } from '@mantine/core'
import Link from 'next/link'
import { Suspense, use } from 'react'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatCount, plural } from '#src/components/format/quantities.ts'
import type { DatasetDescription } from '../rows/description.ts'
import classes from './dataset-cards.module.css'
import type { Totals } from './state/totals.ts'

interface Props {
  datasets: { dataset: Pick<DatasetDescription, 'key' | 'label' | 'description'>; totals: Promise<Totals> }[]
}

/** Every dataset that the reader may open, with how many rows it has. */
export function DatasetCards({ datasets }: Props) {
  return (
    <SimpleGrid
      component="ul"
      cols={{ base: 1, xs: 2, md: 3 }}
      spacing="sm"
      m={0}
      p={0}
      className={classes.list}
    >
      {datasets.map(({ dataset, totals }) => (
        <li key={dataset.key}>
          <Card
            component={Link}
            href={`/data/${dataset.key}`}
            withBorder
            padding="md"
            className={classes.card}
          >
            <Title order={2}>{dataset.label}</Title>
            <Text size="sm" fw={600} component="div" mb={6} mih={22}>
              <Suspense fallback={<Skeleton height={14} width={80} my={4} />}>
                <RowCount totals={totals} />
              </Suspense>
            </Text>
            <Text size="sm" c="dimmed">
              {dataset.description}
            </Text>
          </Card>
        </li>
      ))}
    </SimpleGrid>
  )
}

function RowCount({ totals }: { totals: Promise<Totals> }) {
  const { locale } = useFormats()
  const found = use(totals)
  if (!found.ok) return 'Could not be counted'
  const { rows, is_exact } = found.data
  return (
    <span suppressHydrationWarning>
      {is_exact ? '' : 'about '}
      {formatCount(locale, rows)} {plural(rows, 'row')}
    </span>
  )
}
