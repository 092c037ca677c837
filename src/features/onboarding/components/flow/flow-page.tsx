'use client'

import { Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { BackLink } from '#src/components/links/back-link.tsx'
import { MoveButton } from '#src/components/moves/move-button.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { deleteFlowAction, publishFlowAction } from '../../actions.ts'
import type { FunnelResource } from '../../analytics/schema.ts'
import type { ContentResource } from '../../content/schema.ts'
import type { FlowDetails } from '../../flows/schema.ts'
import type { ExperimentResource, ModelCard } from '../../learning/schema.ts'
import { audienceOf, statuses } from '../labels.ts'
import { FlowDialog } from '../studio/flow-dialog.tsx'
import { FunnelCard } from './funnel-card.tsx'
import { LearningCard } from './learning-card.tsx'
import { StepsCard } from './steps-card.tsx'

interface Props {
  flow: FlowDetails
  /** Undefined: never published. */
  funnel: FunnelResource | undefined
  card: ModelCard
  experiment: ExperimentResource
  texts: ContentResource[]
  mayWrite: boolean
}

export function FlowPage({ flow, funnel, card, experiment, texts, mayWrite }: Props) {
  const [isChanging, setChanging] = useState(false)
  const { id, version } = flow
  return (
    <>
      <PageHeader
        above={<BackLink href="/settings/onboarding" label="Onboarding" />}
        title={
          <Group component="span" gap="xs">
            {flow.name}
            <StatusBadge {...statuses[flow.status]} />
          </Group>
        }
        description={`${audienceOf(flow)}. ${flow.description}`}
        actions={
          mayWrite ? (
            <>
              <Button variant="default" onClick={() => setChanging(true)}>
                Change
              </Button>
              <MoveButton
                label={flow.published_version === null ? 'Delete' : 'Archive'}
                title={`${flow.published_version === null ? 'Delete' : 'Archive'} this flow?`}
                explanation="Nobody can start it any more. Journeys that are under way go on to their end."
                done="Nobody can start this flow any more."
                move={() => deleteFlowAction(id, version)}
              />
              {flow.status === 'published' && !flow.has_changes ? null : (
                <MoveButton
                  label={`Publish version ${flow.draft_version}`}
                  variant="filled"
                  title={`Publish version ${flow.draft_version}?`}
                  explanation="New journeys follow it. Those under way keep the version they started with."
                  done={`Version ${flow.draft_version} is published.`}
                  move={() => publishFlowAction(id, version)}
                />
              )}
            </>
          ) : null
        }
      />
      <Stack gap="md">
        <StepsCard flow={flow} texts={texts} mayWrite={mayWrite} />
        {funnel ? <FunnelCard funnel={funnel} /> : null}
        <LearningCard card={card} experiment={experiment} mayWrite={mayWrite} />
      </Stack>
      {isChanging ? <FlowDialog flow={flow} onClose={() => setChanging(false)} /> : null}
    </>
  )
}
