'use client'

import { MoveButton } from '#src/components/moves/move-button.tsx'
import { activateModelAction } from '../../actions.ts'
import type { ModelResource } from '../../record/schema.ts'

/** Puts a candidate to use, or rolls back to a model that was in use before. */
export function ActivateButton({ model }: { model: ModelResource }) {
  if (!model.links.activate) return null
  const isCandidate = model.status === 'candidate'
  return (
    <MoveButton
      label={isCandidate ? 'Promote' : 'Roll back to it'}
      title={isCandidate ? `Use model ${model.number}?` : `Roll back to model ${model.number}?`}
      explanation="All open lines are predicted again with it. The model in use now is kept, so that you can go back to it."
      done={`Model ${model.number} is in use.`}
      variant={isCandidate ? 'filled' : 'default'}
      move={() => activateModelAction(model.id)}
    />
  )
}
