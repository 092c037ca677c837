'use client'

import { Group, List, Stack, Text } from '@mantine/core'
import { Card } from '#src/components/card.tsx'
import { FollowRuns } from '#src/components/follow-runs.tsx'
import { Day } from '#src/components/format/day.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatCount } from '#src/components/format/quantities.ts'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { BackLink } from '#src/components/links/back-link.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import type { ModelResource } from '../../record/schema.ts'
import { BinsTable } from '../page/calibration-card.tsx'
import { ActivateButton } from './activate-button.tsx'
import { isTraining, statusLabels, triggerLabels } from './labels.ts'
import { ScoresTable } from './scores-table.tsx'

/** The card of one model. */
export function ModelPage({ model }: { model: ModelResource }) {
  const { tested, limits } = model
  return (
    <>
      <FollowRuns isFollowing={isTraining(model)} />
      <PageHeader
        above={<BackLink href="/insights/models" label="Models" />}
        title={
          <Group component="span" gap="xs">
            {model.name}
            <StatusBadge {...statusLabels[model.status]} />
          </Group>
        }
        description={
          <>
            {triggerLabels[model.trigger]}, as of <Day day={model.as_of} />.
          </>
        }
        actions={<ActivateButton model={model} />}
      />
      <Stack gap="md">
        <Card title="Verdict">
          <Text size="sm">{model.error_message ?? model.reason ?? 'A worker trains it.'}</Text>
          {model.activated_at ? (
            <Text size="sm" c="dimmed" mt={4} component="div">
              Put to use <Timestamp at={model.activated_at} />
              {model.activated_by
                ? ` by ${model.activated_by}`
                : ', because no model was in use and it was no worse than the suppliers’ own rates'}
              .
            </Text>
          ) : null}
        </Card>
        <OutcomesCard model={model} />
        {tested ? (
          <Card title="Figures">
            <Stack gap="md">
              <Text size="sm">
                On {tested.lines} lines, {tested.late} of them late, that became known from{' '}
                <Day day={tested.from} /> to <Day day={tested.to} />. Nothing that is compared had seen them.
              </Text>
              <ScoresTable tested={tested} />
              <BinsTable bins={tested.bins} />
            </Stack>
          </Card>
        ) : null}
        {limits.length > 0 ? (
          <Card title="Limits">
            <List size="sm" spacing={4}>
              {limits.map((limit) => (
                <List.Item key={limit}>{limit}</List.Item>
              ))}
            </List>
          </Card>
        ) : null}
        <DataCard model={model} />
      </Stack>
    </>
  )
}

function OutcomesCard({ model: { outcomes } }: { model: ModelResource }) {
  const { locale } = useFormats()
  return (
    <Card title="Outcomes">
      {outcomes ? (
        <Text size="sm" suppressHydrationWarning>
          {`${formatCount(locale, outcomes.lines)} of the lines that it predicted have come or are overdue. ` +
            `${outcomes.expected.toFixed(1)} were expected late, ${formatCount(locale, outcomes.late)} were. ` +
            `Brier score ${outcomes.brier.toFixed(3)}` +
            `${outcomes.auc === null ? '' : `, AUC ${outcomes.auc.toFixed(3)}`}.`}
        </Text>
      ) : (
        <Text size="sm">None of the lines that it predicted has come or is overdue yet.</Text>
      )}
    </Card>
  )
}

function DataCard({ model }: { model: ModelResource }) {
  const { locale } = useFormats()
  const { data, features } = model
  return (
    <Card title="Data and code">
      <Stack gap={4}>
        {data.lines_known === null ? null : (
          <Text size="sm" component="div" suppressHydrationWarning>
            {`${formatCount(locale, data.lines_known)} known lines, ${formatCount(locale, data.lines_late ?? 0)} of them late`}
            {data.from && data.to ? (
              <>
                , due from <Day day={data.from} /> to <Day day={data.to} />
              </>
            ) : null}
            .
          </Text>
        )}
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          Code version {model.code_version}, seed {model.seed}
          {data.sha256 ? `, SHA-256 of the data ${data.sha256}` : ''}.
        </Text>
        {features.length > 0 ? (
          <Text size="sm" c="dimmed">
            {features.length} features: {features.join(', ')}.
          </Text>
        ) : null}
      </Stack>
    </Card>
  )
}
