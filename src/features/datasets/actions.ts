'use server'

import { answer } from '#src/lib/http/action.ts'
import { listValues } from './queries/list-values.ts'
import type { ListValuesInput } from './rows/schema.ts'

export async function listValuesAction(input: ListValuesInput) {
  return answer(listValues, input)
}
