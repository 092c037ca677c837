'use client'

import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { IconBrain } from '@tabler/icons-react'
import Link from 'next/link'
import { EmptyState } from '#src/components/empty-state.tsx'
import { FollowRuns } from '#src/components/follow-runs.tsx'
import { Day } from '#src/components/format/day.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatCount } from '#src/components/format/quantities.ts'
import { LinkButton } from '#src/components/link-button.tsx'
import { MoveButton } from '#src/components/moves/move-button.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { PageNumbers } from '#src/components/tables/page-numbers.tsx'
import { retrainAction } from '../../actions.ts'
import type { ModelResource } from '../../record/schema.ts'
import { ActivateButton } from './activate-button.tsx'
import { isTraining, statusLabels, triggerLabels } from './labels.ts'

interface Props {
  models: ModelResource[]
  page: number
  pages: number
  mayManage: boolean
}

/** Every model that was trained, the newest first: which one is in use, and why the others are not. */
export function ModelsPage({ models, page, pages, mayManage }: Props) {
  const busy = models.some(isTraining)
  return (
    <>
      <FollowRuns isFollowing={busy} />
      <PageHeader
        title="Models"
        description="What predicts late deliveries, how it was judged, and how it turned out."
        actions={
          <>
            <LinkButton href="/data/model_cards" variant="default">
              Filter, sort and export
            </LinkButton>
            {mayManage && !busy ? (
              <MoveButton
                label="Retrain"
                variant="filled"
                title="Train a new model?"
                explanation="A worker trains it on everything that is known today and compares it with the model in use on the same lines. It is used only after you promote it, or at once where no model is in use."
                done="A worker trains the model. This takes seconds to minutes."
                move={retrainAction}
              />
            ) : null}
          </>
        }
      />
      {models.length > 0 ? (
        <Stack gap="md">
          {models.map((model) => (
            <ModelItem key={model.id} model={model} />
          ))}
        </Stack>
      ) : (
        <Paper>
          <EmptyState icon={<IconBrain aria-hidden />} title="No models yet">
            The first one is trained once 300 order lines are known, 30 of them late. Until then, predictions
            come from each supplier’s own deliveries.
          </EmptyState>
        </Paper>
      )}
      <PageNumbers page={page} pages={pages} />
    </>
  )
}

function ModelItem({ model }: { model: ModelResource }) {
  const { locale } = useFormats()
  const { data, outcomes, number } = model
  return (
    <Paper component="article" aria-label={`Model ${number}`} p="md">
      <Group justify="space-between" align="flex-start" gap="xs">
        <div style={{ minWidth: 0, flex: '1 1 14rem' }}>
          <Title order={2}>
            <Anchor component={Link} href={`/insights/models/${model.id}`} inherit>
              {model.name}
            </Anchor>
          </Title>
          <Text size="sm" c="dimmed" component="div">
            {triggerLabels[model.trigger]}, as of <Day day={model.as_of} />
          </Text>
        </div>
        <Group gap="xs">
          <StatusBadge {...statusLabels[model.status]} />
          <ActivateButton model={model} />
        </Group>
      </Group>
      <Text size="sm" mt={6} style={{ overflowWrap: 'anywhere' }}>
        {model.error_message ?? model.reason ?? 'A worker trains it.'}
      </Text>
      <Text size="sm" c="dimmed" mt={4} suppressHydrationWarning>
        {data.lines_known === null
          ? null
          : `Learned from ${formatCount(locale, data.lines_known)} lines, ${formatCount(locale, data.lines_late ?? 0)} of them late. `}
        {outcomes
          ? `Of ${formatCount(locale, outcomes.lines)} predicted lines, ${outcomes.expected.toFixed(1)} were expected late and ${formatCount(locale, outcomes.late)} were.`
          : null}
      </Text>
    </Paper>
  )
}
