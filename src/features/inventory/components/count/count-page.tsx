'use client'

import { Alert, Group, Progress, Select, Stack, Text } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { usePathname, useRouter } from 'next/navigation'
import { useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { Count } from '#src/components/format/quantity.tsx'
import { BackLink } from '#src/components/links/back-link.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { PageNumbers } from '#src/components/tables/page-numbers.tsx'
import type { CountLineResource } from '../../counts/lines/schema.ts'
import type { CountDetails } from '../../counts/schema.ts'
import { countStatuses, scopeOf } from '../count-statuses.ts'
import { CountMoves } from './count-moves.tsx'
import { DifferencesCard } from './differences-card.tsx'
import { LinesTable } from './lines-table.tsx'
import { ScanCard } from './scan-card.tsx'

interface Props {
  count: CountDetails
  lines: CountLineResource[]
  state: string
  page: number
  pages: number
  mayCount: boolean
}

const states = [
  { value: 'uncounted', label: 'Not counted yet' },
  { value: 'counted', label: 'Counted' },
  { value: 'differing', label: 'Differing' },
  { value: 'all', label: 'All lines' },
]

export function CountPage({ count, lines, state, page, pages, mayCount }: Props) {
  const { count_no, location_name, status, is_blind, note, counted, lines: total } = count
  const [chosen, setChosen] = useState<CountLineResource>()
  const router = useRouter()
  const path = usePathname()
  const isHidden = count.differing === null
  const isCountable = mayCount && (status === 'counting' || status === 'review')
  return (
    <Stack gap="md">
      <PageHeader
        above={<BackLink href="/inventory/counts" label="Stock counts" />}
        title={count_no}
        description={
          <Group component="span" gap="xs">
            {location_name}, {scopeOf(count)}
            <StatusBadge {...countStatuses[status]} />
          </Group>
        }
        actions={<CountMoves count={count} />}
      />
      {note ? <Text style={{ overflowWrap: 'anywhere' }}>{note}</Text> : null}
      {is_blind && isHidden ? (
        <Alert icon={<IconInfoCircle aria-hidden />}>
          This count is blind: what the ledger expects is shown in the review.
        </Alert>
      ) : null}
      <div>
        <Text size="sm" mb={4}>
          <Count value={counted} /> of <Count value={total} /> lines counted
        </Text>
        <Progress value={total > 0 ? (100 * counted) / total : 0} aria-label="Lines counted" />
      </div>
      {isCountable ? <ScanCard count={count} chosen={chosen} onChoose={setChosen} /> : null}
      {count.differences ? <DifferencesCard differences={count.differences} /> : null}
      <Card
        title="Lines"
        aside={
          <Select
            aria-label="Which lines"
            data={isHidden ? states.filter(({ value }) => value !== 'differing') : states}
            value={state}
            onChange={(value) => router.push(`${path}?state=${value}`)}
            allowDeselect={false}
            w={170}
          />
        }
      >
        {lines.length > 0 ? (
          <LinesTable lines={lines} isHidden={isHidden} onChoose={isCountable ? setChosen : undefined} />
        ) : (
          <Text size="sm" c="dimmed">
            There are no such lines.
          </Text>
        )}
        <PageNumbers page={page} pages={pages} />
      </Card>
    </Stack>
  )
}
