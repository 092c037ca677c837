'use client'

import { Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { BackLink } from '#src/components/links/back-link.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import type { Comparison } from '../../comparison/schema.ts'
import type { ScopeDetails } from '../../record/schema.ts'
import type { VersionResource } from '../../versions/schema.ts'
import { scopeStatuses } from '../labels.ts'
import { ClientsCard } from './clients-card.tsx'
import { ComparisonCard } from './comparison-card.tsx'
import { DraftCard } from './draft-card.tsx'
import { ScopeMoves } from './scope-moves.tsx'

interface Props {
  scope: ScopeDetails
  versions: Pick<VersionResource, 'number' | 'status'>[]
  /** The version that is written now. */
  draft: VersionResource | undefined
  /** The text of the only version. */
  onlyText: string | undefined
  comparison: Comparison
  mayWrite: boolean
}

export function ScopePage({ scope, versions, draft, onlyText, comparison, mayWrite }: Props) {
  const [isUnsaved, setUnsaved] = useState(false)
  return (
    <>
      <PageHeader
        above={<BackLink href="/data/sow" label="Scopes of work" />}
        title={
          <Group component="span" gap="xs">
            {scope.scope_name}
            <StatusBadge {...scopeStatuses[scope.scope_of_work_status]} />
          </Group>
        }
        description={`${scope.services_name} · version ${scope.current_version}`}
        actions={<ScopeMoves scope={scope} mayWrite={mayWrite} disabled={isUnsaved} />}
      />
      <Stack gap="md">
        {draft && mayWrite ? <DraftCard key={draft.number} draft={draft} onUnsaved={setUnsaved} /> : null}
        <ComparisonCard versions={versions} onlyText={onlyText} comparison={comparison} />
        <ClientsCard scope={scope} />
      </Stack>
    </>
  )
}
