'use client'

import { SegmentedControl, Stack, Text } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { Card } from '#src/components/card.tsx'
import { PageNumbers } from '#src/components/tables/page-numbers.tsx'
import type { AdviceResource } from '../../record/schema.ts'
import { statusLabels } from '../labels.ts'
import { AdviceItem } from './advice-item.tsx'

interface Props {
  advice: AdviceResource[]
  status: AdviceResource['status']
  page: number
  pages: number
  mayManage: boolean
}

/** What to do about indexes, until somebody decides. */
export function AdviceList({ advice, status, page, pages, mayManage }: Props) {
  const router = useRouter()
  return (
    <Card
      title="Advice"
      aside={
        <SegmentedControl
          aria-label="Status of advice"
          size="xs"
          data={Object.entries(statusLabels).map(([value, label]) => ({ value, label }))}
          value={status}
          onChange={(value) => router.push(`/insights/database${value === 'open' ? '' : `?status=${value}`}`)}
        />
      }
    >
      {advice.length === 0 ? (
        <Text size="sm" c="dimmed">
          {status === 'open' ? 'Nothing to do. Indexes are looked at every hour.' : 'None yet.'}
        </Text>
      ) : (
        <Stack gap="md">
          {advice.map((one) => (
            <AdviceItem key={one.id} advice={one} mayManage={mayManage} />
          ))}
        </Stack>
      )}
      <PageNumbers page={page} pages={pages} />
    </Card>
  )
}
