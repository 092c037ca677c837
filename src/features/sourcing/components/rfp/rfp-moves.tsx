'use client'

import { Button } from '@mantine/core'
import { useState } from 'react'
import { useFormats } from '#src/components/format/format-context.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import { MoveButton } from '#src/components/moves/move-button.tsx'
import { cancelRfpAction, closeRfpAction, publishRfpAction } from '../../actions.ts'
import type { RfpDetails } from '../../record/schema.ts'
import type { ResponseResource } from '../../responses/schema.ts'
import { AwardDialog } from './award-dialog.tsx'
import { DeadlineDialog } from './deadline-dialog.tsx'

interface Props {
  rfp: RfpDetails
  responses: ResponseResource[]
  locations: { value: string; label: string }[]
}

/** What this person may do with the request next. */
export function RfpMoves({ rfp, responses, locations }: Props) {
  const { now } = useFormats()
  const [task, setTask] = useState<'award' | 'deadline'>()
  const isPast = new Date(rfp.deadline).getTime() <= now
  const { id, rfp_no, version, links } = rfp
  return (
    <>
      {links.cancel ? (
        <MoveButton
          label="Cancel request"
          title={`Cancel ${rfp_no}?`}
          explanation="Whoever was invited is told. Nothing is awarded."
          done={`${rfp_no} was cancelled.`}
          move={() => cancelRfpAction({ id }, version)}
        />
      ) : null}
      {links.publish ? (
        <MoveButton
          label="Publish"
          title={`Publish ${rfp_no}?`}
          explanation={`${rfp.invited.length} invited suppliers are written to. Only the deadline can be changed then, to a later one.`}
          done={`${rfp_no} was published.`}
          variant="filled"
          move={() => publishRfpAction({ id }, version)}
        />
      ) : null}
      {links.close && !isPast ? (
        <Button variant="default" onClick={() => setTask('deadline')}>
          Move deadline
        </Button>
      ) : null}
      {links.publish ? (
        <LinkButton href={`/rfps/${id}/edit`} variant="default">
          Edit
        </LinkButton>
      ) : null}
      {links.close && isPast ? (
        <MoveButton
          label="Close"
          title={`Close ${rfp_no}?`}
          explanation="Its deadline has passed. The responses are opened."
          done={`${rfp_no} was closed.`}
          variant="filled"
          move={() => closeRfpAction({ id }, version)}
        />
      ) : null}
      {links.award ? <Button onClick={() => setTask('award')}>Award</Button> : null}
      {task === 'award' ? (
        <AwardDialog
          rfp={rfp}
          responses={responses}
          locations={locations}
          onClose={() => setTask(undefined)}
        />
      ) : null}
      {task === 'deadline' ? <DeadlineDialog rfp={rfp} onClose={() => setTask(undefined)} /> : null}
    </>
  )
}
