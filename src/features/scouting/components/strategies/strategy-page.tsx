'use client'

import { Group, Stack, Text } from '@mantine/core'
import { Card } from '#src/components/card.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import { BackLink } from '#src/components/links/back-link.tsx'
import { MoveButton } from '#src/components/moves/move-button.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import {
  activateStrategyAction,
  archiveStrategyAction,
  pauseStrategyAction,
  resumeStrategyAction,
} from '../../actions.ts'
import type { BacktestResource } from '../../backtests/schema.ts'
import type { StrategyResource, VersionResource } from '../../strategies/schema.ts'
import { BacktestsCard } from '../backtests/backtests-card.tsx'
import { autonomyLabels, strategyLabels } from '../labels.ts'
import { RulesSentences } from './rules-sentences.tsx'

interface Props {
  strategy: StrategyResource
  /** The newest first. */
  versions: VersionResource[]
  backtests: BacktestResource[]
  mayChange: boolean
}

export function StrategyPage({ strategy, versions, backtests, mayChange }: Props) {
  const { id, name, status, rules, open_trades } = strategy
  return (
    <>
      <PageHeader
        above={<BackLink href="/spend/strategies" label="Strategies" />}
        title={name}
        description={
          <Group component="span" gap="xs">
            <StatusBadge {...strategyLabels[status]} />
            {autonomyLabels[rules.autonomy]} · {open_trades} open trades
          </Group>
        }
        actions={
          mayChange && status !== 'archived' ? (
            <>
              <LinkButton href={`/spend/strategies/${id}/edit`} variant="default">
                Change the rules
              </LinkButton>
              <Moves strategy={strategy} />
            </>
          ) : null
        }
      />
      <Stack gap="md">
        <BacktestsCard
          strategy={strategy}
          versions={versions}
          backtests={backtests}
          mayChange={mayChange && status !== 'archived'}
        />
        {versions.map((version) => (
          <Card
            key={version.id}
            title={`Version ${version.number}`}
            aside={
              <Text size="sm" c="dimmed" component="div">
                {version.created_by_name}, <Timestamp at={version.created_at} />
              </Text>
            }
          >
            <RulesSentences rules={version.rules} />
          </Card>
        ))}
      </Stack>
    </>
  )
}

function Moves({ strategy: { id, status, rules } }: { strategy: StrategyResource }) {
  const buys =
    rules.autonomy === 'auto'
      ? 'It then asks for money by itself, within the budgets.'
      : 'It buys nothing by itself.'
  return (
    <>
      <MoveButton
        label="Archive"
        title="Archive the strategy?"
        explanation="It stops choosing for good. What it bought stays."
        done="The strategy was archived."
        move={() => archiveStrategyAction(id)}
      />
      {status === 'draft' ? (
        <MoveButton
          label="Activate"
          title="Activate the strategy?"
          explanation={buys}
          done="The strategy is active."
          variant="filled"
          move={() => activateStrategyAction(id)}
        />
      ) : null}
      {status === 'active' ? (
        <MoveButton
          label="Pause"
          title="Pause the strategy?"
          explanation="It buys nothing from the next decision on, until it is resumed."
          done="The strategy is paused."
          move={() => pauseStrategyAction(id)}
        />
      ) : null}
      {status === 'paused' ? (
        <MoveButton
          label="Resume"
          title="Resume the strategy?"
          explanation={buys}
          done="The strategy is active again."
          variant="filled"
          move={() => resumeStrategyAction(id)}
        />
      ) : null}
    </>
  )
}
