import { illegalTransition, invalid } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { type ClientScopeStatus, legalMoves, reached } from '../agreements/moves.ts'
import { updateClientScope } from '../agreements/repository.ts'
import { changeClientScopeInput, clientScopeResource } from '../agreements/schema.ts'
import { getChangeable, getResource } from '../agreements/service.ts'

export const changeClientScope = defineCommand({
  name: 'client_scopes.change',
  summary: 'Change the terms of a proposal: what is named, and nothing else. Its version stays.',
  permission: 'clients.write',
  input: changeClientScopeInput,
  output: clientScopeResource,
  async run({ context, tx, input: { id, ...given }, audit }) {
    const before = await getChangeable(tx, context, id)
    const changed = Object.keys(given)
    if (changed.length === 0) throw invalid('', 'names nothing to change')
    if (before.status !== 'proposed')
      throw illegalTransition(
        'client scope',
        before.status,
        legalMoves(before.status as ClientScopeStatus).map((move) => reached[move]),
      )
    const { price, currency, starts_on: startsOn = before.startsOn, notes } = given
    const endsOn = given.ends_on === undefined ? before.endsOn : given.ends_on
    if (endsOn !== null && endsOn < startsOn)
      throw given.ends_on
        ? invalid('ends_on', `must not be before starts_on, ${startsOn}`)
        : invalid('starts_on', `must not be after ends_on, ${endsOn}`)
    await updateClientScope(tx, before, { price, currency, startsOn, endsOn, notes })
    const after = await getResource(tx, context, id)
    await audit({
      action: 'client_scope.updated',
      subjectType: 'client_scope',
      subjectId: id,
      details: { name: after.scope_name, client: after.client_name, changed, version: after.version },
    })
    return after
  },
})
