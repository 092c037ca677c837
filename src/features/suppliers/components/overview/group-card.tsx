'use client'

import { Anchor, Progress, Stack, Text } from '@mantine/core'
import Link from 'next/link'
import { Card } from '#src/components/card.tsx'
import { Count } from '#src/components/format/quantity.tsx'
import type { SupplierMetrics } from '../../metrics/schema.ts'

interface Props {
  title: string
  /** The filter of the list that shows one group. */
  filter: string
  groups: SupplierMetrics['by_status']
  nameOf: (value: string) => string
}

const shown = 10

export function GroupCard({ title, filter, groups, nameOf }: Props) {
  const largest = Math.max(1, ...groups.map(({ suppliers }) => suppliers))
  return (
    <Card title={title}>
      <Stack gap="xs">
        {groups.length === 0 ? (
          <Text size="sm" c="dimmed">
            No suppliers yet.
          </Text>
        ) : null}
        {groups.slice(0, shown).map(({ value, suppliers }) => (
          <div key={value}>
            <Text
              size="sm"
              component="div"
              style={{ display: 'flex', justifyContent: 'space-between', gap: 8 }}
            >
              {value === null ? (
                <Text span inherit c="dimmed">
                  Not stated
                </Text>
              ) : (
                <Anchor
                  component={Link}
                  href={listHref(filter, value)}
                  inherit
                  style={{ overflowWrap: 'anywhere' }}
                >
                  {nameOf(value)}
                </Anchor>
              )}
              <Count value={suppliers} />
            </Text>
            <Progress value={(suppliers / largest) * 100} size="xs" mt={4} aria-hidden />
          </div>
        ))}
      </Stack>
    </Card>
  )
}

function listHref(filter: string, value: string): string {
  return `/data/suppliers?${new URLSearchParams({ filters: JSON.stringify({ [filter]: [value] }) })}`
}
