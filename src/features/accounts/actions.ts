'use server'

import { answer } from '#src/lib/http/action.ts'
import type { ChangePasswordInput, CreateApiKeyInput } from './schema.ts'
import { changePassword, createApiKey, revokeApiKey } from './service.ts'

export async function createApiKeyAction(input: CreateApiKeyInput) {
  return answer(createApiKey, input)
}

export async function revokeApiKeyAction(id: string) {
  return answer(revokeApiKey, { id })
}

export async function changePasswordAction(input: ChangePasswordInput) {
  return answer(changePassword, input)
}
