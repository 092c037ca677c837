'use client'

import { MoveButton } from '#src/components/moves/move-button.tsx'
import { acceptClientScopeAction, declineClientScopeAction, endClientScopeAction } from '../../actions.ts'
import type { ClientScopeResource } from '../../agreements/schema.ts'

/** What this person may do with it next. */
export function ClientScopeMoves({ clientScope }: { clientScope: ClientScopeResource }) {
  const { id, version, client_name: client, scope_version: number, links } = clientScope
  return (
    <>
      {links.decline ? (
        <MoveButton
          label="Decline"
          title={`Did ${client} decline?`}
          explanation="The proposal ends here. You can propose the scope again."
          done="The proposal was declined."
          move={() => declineClientScopeAction({ id }, version)}
        />
      ) : null}
      {links.accept ? (
        <MoveButton
          label="Accept"
          title={`Did ${client} accept version ${number}?`}
          explanation="Its terms cannot be changed any more, and it keeps this version."
          done={`${client} has version ${number}.`}
          variant="filled"
          move={() => acceptClientScopeAction({ id }, version)}
        />
      ) : null}
      {links.end ? (
        <MoveButton
          label="End"
          title={`End the agreement with ${client}?`}
          explanation="Today becomes its last day. It stays on record."
          done="The agreement was ended."
          move={() => endClientScopeAction({ id }, version)}
        />
      ) : null}
    </>
  )
}
