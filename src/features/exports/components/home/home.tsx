'use client'

import { Paper, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Home as HomeExports } from '../../queries/home.ts'
import type { NextSchedule } from '../../schedules/record/schema.ts'
import { isUnfinished } from '../export-state.ts'
import type { Rights } from '../rights.ts'
import { SignedOutNotice } from '../signed-out-notice.tsx'
import { useLiveExports } from '../use-live-exports.ts'
import { type Attention, AttentionCard } from './attention.tsx'
import { ExportLine } from './export-line.tsx'
import { FirstSteps } from './first-steps.tsx'
import { NextRunsCard } from './next-runs-card.tsx'
import { Part } from './part.tsx'

interface Props {
  exports: HomeExports
  attention: Attention
  nextSchedules: NextSchedule[]
  rights: Rights
  mayInvite: boolean
  /** What else needs this person, beside exports. */
  others: ReactNode
  renderedAt: number
}

/** What needs this person, then what runs, comes and is ready; what runs is followed live. */
export function Home({ exports, attention, nextSchedules, rights, mayInvite, others, renderedAt }: Props) {
  const { failed, failures, unfinished, ready } = exports
  const { exports: followed, problem } = useLiveExports({ initial: unfinished, renderedAt })
  const running = followed.filter(({ resource }) => isUnfinished(resource))
  const finished = followed.filter(({ resource }) => !isUnfinished(resource))
  const isNew = failed.length + unfinished.length + ready.length === 0
  const decides =
    attention.approvals.length + attention.alerts.length + attention.held.length + attention.runOuts.total > 0
  const seen = (resource: (typeof ready)[number]) => ({ resource, seenAt: renderedAt })
  return (
    <Stack gap="md">
      {problem?.code === 'unauthenticated' ? <SignedOutNotice /> : null}
      {decides ? <AttentionCard {...attention} /> : null}
      {failed.length > 0 ? (
        <Part title="Failed in the last 7 days" href="/exports?status=failed" count={failures}>
          <Stack gap="sm">
            {failed.map((resource) => (
              <ExportLine key={resource.id} seen={seen(resource)} rights={rights} />
            ))}
          </Stack>
        </Part>
      ) : null}
      {others}
      {!decides && !others && failed.length === 0 ? <AllClear /> : null}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" verticalSpacing="md" style={{ alignItems: 'start' }}>
        {running.length > 0 ? (
          <Part title="Running or waiting" href="/exports?status=unfinished">
            <Stack gap="sm">
              {running.map((one) => (
                <ExportLine key={one.resource.id} seen={one} rights={rights} />
              ))}
            </Stack>
          </Part>
        ) : null}
        {finished.length + ready.length > 0 ? (
          <Part title="Newest files" href="/exports?status=completed">
            <Stack gap="sm">
              {[...finished, ...ready.map(seen)].map((one) => (
                <ExportLine key={one.resource.id} seen={one} rights={rights} />
              ))}
            </Stack>
          </Part>
        ) : null}
        {nextSchedules.length > 0 ? <NextRunsCard schedules={nextSchedules} /> : null}
        {isNew ? <FirstSteps rights={rights} mayInvite={mayInvite} /> : null}
      </SimpleGrid>
    </Stack>
  )
}

function AllClear() {
  return (
    <Paper px="md" py="sm">
      <Text size="sm" component="h2" fw={400} m={0} style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
        <IconCircleCheck size={18} color="var(--mantine-color-green-6)" aria-hidden />
        Nothing needs your attention
      </Text>
    </Paper>
  )
}
