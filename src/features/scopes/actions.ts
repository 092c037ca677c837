'use server'

import { answer } from '#src/lib/http/action.ts'
import type {
  ChangeClientScopeInput,
  CreateClientScopeInput,
  EndClientScopeInput,
} from './agreements/schema.ts'
import type { ChangeClientInput, CreateClientInput } from './clients/schema.ts'
import { changeClient } from './commands/change-client.ts'
import { changeClientScope } from './commands/change-client-scope.ts'
import { changeScope } from './commands/change-scope.ts'
import { changeService } from './commands/change-service.ts'
import { changeVersion } from './commands/change-version.ts'
import { createClient } from './commands/create-client.ts'
import { createScope } from './commands/create-scope.ts'
import { createService } from './commands/create-service.ts'
import { createVersion } from './commands/create-version.ts'
import { acceptClientScope, declineClientScope, endClientScope } from './commands/move-client-scope.ts'
import { offerScope } from './commands/offer-scope.ts'
import { publishVersion } from './commands/publish-version.ts'
import { listScopes } from './queries/list-scopes.ts'
import { listServices } from './queries/list-services.ts'
import type { ChangeScopeInput, CreateScopeInput } from './record/schema.ts'
import type { ChangeServiceInput, CreateServiceInput } from './services/schema.ts'
import type { ChangeVersionInput, CreateVersionInput } from './versions/schema.ts'

export async function createServiceAction(input: CreateServiceInput) {
  return answer(createService, input)
}

/** `version` is the one that the person saw, here and below. */
export async function changeServiceAction(input: ChangeServiceInput, version: number) {
  return answer(changeService, input, version)
}

export async function createClientAction(input: CreateClientInput) {
  return answer(createClient, input)
}

export async function changeClientAction(input: ChangeClientInput, version: number) {
  return answer(changeClient, input, version)
}

export async function createScopeAction(input: CreateScopeInput) {
  return answer(createScope, input)
}

export async function changeScopeAction(input: ChangeScopeInput, version: number) {
  return answer(changeScope, input, version)
}

export async function createVersionAction(input: CreateVersionInput, version: number) {
  return answer(createVersion, input, version)
}

export async function changeVersionAction(input: ChangeVersionInput, version: number) {
  return answer(changeVersion, input, version)
}

export async function publishVersionAction(input: { id: string; number: number }, version: number) {
  return answer(publishVersion, input, version)
}

export async function offerScopeAction(input: CreateClientScopeInput) {
  return answer(offerScope, input)
}

export async function changeClientScopeAction(input: ChangeClientScopeInput, version: number) {
  return answer(changeClientScope, input, version)
}

export async function acceptClientScopeAction(input: { id: string }, version: number) {
  return answer(acceptClientScope, input, version)
}

export async function declineClientScopeAction(input: { id: string }, version: number) {
  return answer(declineClientScope, input, version)
}

export async function endClientScopeAction(input: EndClientScopeInput, version: number) {
  return answer(endClientScope, input, version)
}

/** What forms offer while somebody types. */
export async function findServicesAction(search: string) {
  return answer(listServices, { limit: 20, ...(search ? { q: search } : {}) })
}

export async function findActiveScopesAction(search: string) {
  return answer(listScopes, { limit: 20, status: 'active', ...(search ? { q: search } : {}) })
}
