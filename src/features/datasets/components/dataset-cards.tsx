'use client'

import { Card, SimpleGrid, Text, Title } from '@mantine/core'
import Link from 'next/link'
import type { DatasetDescription } from '../rows/description.ts'
import classes from './dataset-cards.module.css'
import { SizeNote, type Sizes } from './size-note.tsx'

interface Props {
  datasets: Pick<DatasetDescription, 'key' | 'label' | 'description'>[]
  sizes: Sizes
}

/** Every dataset that the reader may open, with how many rows it has and how fresh they are. */
export function DatasetCards({ datasets, sizes }: Props) {
  return (
    <SimpleGrid
      component="ul"
      cols={{ base: 1, xs: 2, md: 3 }}
      spacing="sm"
      m={0}
      p={0}
      className={classes.list}
    >
      {datasets.map(({ key, label, description }) => (
        <li key={key}>
          <Card component={Link} href={`/data/${key}`} withBorder padding="md" className={classes.card}>
            <Title order={2}>{label}</Title>
            <SizeNote sizes={sizes} dataset={key} />
            <Text size="sm" c="dimmed" mt={6}>
              {description}
            </Text>
          </Card>
        </li>
      ))}
    </SimpleGrid>
  )
}
