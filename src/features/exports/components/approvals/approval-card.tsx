'use client'

import { Text } from '@mantine/core'
import { Card } from '#src/components/card.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import type { ExportApproval } from '../../governance/record/schema.ts'
import { DecisionButtons } from './decision-buttons.tsx'

interface Props {
  approval: NonNullable<ExportApproval>
  resource: { id: string; export_name: string }
  mayDecide: boolean
}

/** Why an export waits or waited, and who decided. */
export function ApprovalCard({ approval, resource, mayDecide }: Props) {
  const { reasons, decision, decided_by, decided_at, note } = approval
  const who = decided_by ? `${decided_by.first_name} ${decided_by.last_name}` : 'An admin'
  return (
    <Card title="Approval">
      <Text size="sm" mb="xs">
        {reasons.join('. ')}.
      </Text>
      {decision && decided_at ? (
        <Text size="sm">
          {words[decision]} {decision === 'expired' ? 'without a decision' : `by ${who}`}{' '}
          <Timestamp at={decided_at} relative />
          {note ? `: ${note}` : ''}
        </Text>
      ) : mayDecide ? (
        <DecisionButtons resource={resource} />
      ) : (
        <Text size="sm" c="dimmed">
          An admin other than its creator must approve it. All admins have been notified.
        </Text>
      )}
    </Card>
  )
}

const words = { approved: 'Approved', rejected: 'Rejected', withdrawn: 'Withdrawn', expired: 'Ended' }
