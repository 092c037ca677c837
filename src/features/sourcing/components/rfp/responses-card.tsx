'use client'

import { Button, Group, Table, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { MoveButton } from '#src/components/moves/move-button.tsx'
import { StatusBadge } from '#src/components/moves/status-badge.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import { submitResponseAction, withdrawResponseAction } from '../../actions.ts'
import type { RfpDetails } from '../../record/schema.ts'
import type { ResponseResource } from '../../responses/schema.ts'
import { responseStatuses } from '../labels.ts'
import { ResponseDialog } from './response-dialog.tsx'
import { ScoreDialog } from './score-dialog.tsx'

interface Props {
  rfp: RfpDetails
  responses: ResponseResource[]
  mayWrite: boolean
}

/** Who answered, how it was scored, and what can be done with each response. */
export function ResponsesCard({ rfp, responses, mayWrite }: Props) {
  const [isAdding, setAdding] = useState(false)
  const [scored, setScored] = useState<ResponseResource>()
  const answered = new Set(
    responses.filter(({ status }) => status !== 'withdrawn').map(({ supplier_id }) => supplier_id),
  )
  const open = rfp.invited.filter(({ supplier_id }) => !answered.has(supplier_id))
  return (
    <Card
      title="Responses"
      aside={
        mayWrite && rfp.status === 'published' && open.length > 0 ? (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            Enter a response
          </Button>
        ) : null
      }
    >
      {responses.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nobody has answered yet.
        </Text>
      ) : (
        <WideTable
          label="Responses of suppliers"
          width="36rem"
          head={
            <Table.Tr>
              <Table.Th>Supplier</Table.Th>
              <Table.Th>Status</Table.Th>
              <Table.Th ta="right">Lead time</Table.Th>
              <Table.Th ta="right">Score</Table.Th>
              <Table.Th>Next</Table.Th>
            </Table.Tr>
          }
        >
          {responses.map((response) => (
            <Table.Tr key={response.id}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{response.supplier_name}</Table.Td>
              <Table.Td>
                <StatusBadge {...responseStatuses[response.status]} />
              </Table.Td>
              <Table.Td ta="right">
                {response.lead_time_days === null ? '–' : `${response.lead_time_days} days`}
              </Table.Td>
              <Table.Td ta="right">{response.total_score ?? '–'}</Table.Td>
              <Table.Td>
                <ResponseMoves response={response} onScore={() => setScored(response)} />
              </Table.Td>
            </Table.Tr>
          ))}
        </WideTable>
      )}
      {isAdding ? <ResponseDialog rfp={rfp} suppliers={open} onClose={() => setAdding(false)} /> : null}
      {scored ? <ScoreDialog rfp={rfp} response={scored} onClose={() => setScored(undefined)} /> : null}
    </Card>
  )
}

function ResponseMoves({ response, onScore }: { response: ResponseResource; onScore: () => void }) {
  const { id, rfp_id, version, supplier_name: name, links } = response
  const named = { id: rfp_id, response: id }
  return (
    <Group gap="xs">
      {links.submit ? (
        <MoveButton
          label="Submit"
          title={`Submit the response of ${name}?`}
          explanation="It can only be withdrawn then. Its prices stay sealed until the deadline."
          done="The response was submitted."
          move={() => submitResponseAction(named, version)}
        />
      ) : null}
      {links.withdraw ? (
        <MoveButton
          label="Withdraw"
          title={`Withdraw the response of ${name}?`}
          explanation="It stays sealed for good. The supplier may give another one before the deadline."
          done="The response was withdrawn."
          move={() => withdrawResponseAction(named, version)}
        />
      ) : null}
      {links.score ? (
        <Button variant="default" onClick={onScore}>
          Score
        </Button>
      ) : null}
    </Group>
  )
}
