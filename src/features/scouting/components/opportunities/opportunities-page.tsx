'use client'

import { Button, Group, Paper, Select, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconTargetArrow } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { EmptyState } from '#src/components/empty-state.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { PageNumbers } from '#src/components/tables/page-numbers.tsx'
import { analyzeAction } from '../../actions.ts'
import type { OpportunityResource } from '../../record/schema.ts'
import { methodLabels, opportunityLabels } from '../labels.ts'
import { OfferDialog } from './offer-dialog.tsx'
import { OpportunityCard, type Verdict } from './opportunity-card.tsx'

interface Props {
  opportunities: OpportunityResource[]
  /** What the budgets say of each open one, by its ID. */
  verdicts: Record<string, Verdict>
  status: OpportunityResource['status']
  page: number
  pages: number
  currencies: string[]
  mayTake: boolean
}

export function OpportunitiesPage(props: Props) {
  const { opportunities, verdicts, status, page, pages, currencies, mayTake } = props
  const router = useRouter()
  const [isOffering, setOffering] = useState(false)
  return (
    <>
      <PageHeader
        title="Opportunities"
        description="Reasons to buy: what runs out soon, and offers. The best come first."
        actions={
          mayTake ? (
            <>
              <Button variant="default" onClick={() => setOffering(true)}>
                Enter an offer
              </Button>
              <LookButton />
            </>
          ) : null
        }
      />
      <Group mb="md">
        <Select
          label="Status"
          data={Object.entries(opportunityLabels).map(([value, { label }]) => ({ value, label }))}
          value={status}
          allowDeselect={false}
          onChange={(value) => router.push(`/spend/opportunities?status=${value ?? status}`)}
          w={{ base: '100%', xs: 240 }}
        />
      </Group>
      {opportunities.length === 0 ? (
        <Paper>
          <EmptyState icon={<IconTargetArrow aria-hidden />} title="No opportunities">
            {status === 'open'
              ? 'Nothing that sells runs out soon, or nobody has looked for it yet.'
              : 'No opportunity has this status.'}
          </EmptyState>
        </Paper>
      ) : (
        <Stack gap="sm" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
          {opportunities.map((one) => (
            <OpportunityCard key={one.id} opportunity={one} verdict={verdicts[one.id]} mayTake={mayTake} />
          ))}
        </Stack>
      )}
      <PageNumbers page={page} pages={pages} />
      <OfferDialog opened={isOffering} onClose={() => setOffering(false)} currencies={currencies} />
    </>
  )
}

/** Looks for run-outs, and tells what they were found by. */
function LookButton() {
  const router = useRouter()
  const [isLooking, startLooking] = useTransition()
  const look = () =>
    startLooking(async () => {
      const answer = await settleAction(analyzeAction({ limit: 1, wait_ms: 10_000 }))
      if (!answer.ok) return void notifications.show({ message: answer.problem.message, color: 'red' })
      const { method, because } = answer.data
      const how = method ? `Looked for by ${methodLabels[method]}.` : ''
      notifications.show({ message: [how, because].filter(Boolean).join(' ') })
      router.refresh()
    })
  return (
    <Button onClick={look} loading={isLooking}>
      Look for run-outs
    </Button>
  )
}
