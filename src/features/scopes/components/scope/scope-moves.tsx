'use client'

import { MoveButton } from '#src/components/moves/move-button.tsx'
import { changeScopeAction, createVersionAction, publishVersionAction } from '../../actions.ts'
import type { ScopeResource } from '../../record/schema.ts'

interface Props {
  scope: ScopeResource
  mayWrite: boolean
  /** Set while the text of the draft is not saved: a move would leave it behind. */
  disabled: boolean
}

/** What this person may do with the scope next. */
export function ScopeMoves({ scope, mayWrite, disabled }: Props) {
  const { id, scope_name: name, version, legal_moves, draft_version: draft, links } = scope
  const isActive = scope.scope_of_work_status === 'active'
  return (
    <>
      {legal_moves.includes('archived') ? (
        <MoveButton
          label="Archive"
          title={`Archive ${name}?`}
          explanation="It is not offered to clients any more. Clients who have it keep their version."
          disabled={disabled}
          done={`${name} was archived.`}
          move={() => changeScopeAction({ id, scope_of_work_status: 'archived' }, version)}
        />
      ) : null}
      {legal_moves.includes('in_review') ? (
        <MoveButton
          label="Send to review"
          title={`Send ${name} to review?`}
          explanation="An admin can then publish it. Its text can be changed until then."
          disabled={disabled}
          done={`${name} is in review.`}
          variant="filled"
          move={() => changeScopeAction({ id, scope_of_work_status: 'in_review' }, version)}
        />
      ) : null}
      {mayWrite && isActive && draft === null ? (
        <MoveButton
          label="New version"
          title={`Begin version ${scope.current_version + 1}?`}
          explanation="A draft with the text of the current version, which stays current until the draft is published."
          done="The draft was added."
          move={() => createVersionAction({ id }, version)}
        />
      ) : null}
      {draft !== null && links.publish ? (
        <MoveButton
          label={`Publish version ${draft}`}
          title={`Publish version ${draft}?`}
          explanation="From then on it cannot be changed. Clients keep the version that they have."
          disabled={disabled}
          done={`Version ${draft} was published.`}
          variant="filled"
          move={() => publishVersionAction({ id, number: draft }, version)}
        />
      ) : null}
    </>
  )
}
