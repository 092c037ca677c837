'use client'

import { DataList, Text } from '@mantine/core'
import type { ReactNode } from 'react'

export function Facts({ facts }: { facts: [label: string, value: ReactNode][] }) {
  return (
    <DataList labelWidth="8.5rem" gap="xs">
      {facts.map(([label, value]) => (
        <DataList.Item key={label}>
          <DataList.ItemLabel>{label}</DataList.ItemLabel>
          <DataList.ItemValue style={{ overflowWrap: 'anywhere', minWidth: 0, whiteSpace: 'pre-line' }}>
            {value ?? (
              <Text span inherit c="dimmed">
                None
              </Text>
            )}
          </DataList.ItemValue>
        </DataList.Item>
      ))}
    </DataList>
  )
}
