'use server'

import { answer } from '#src/lib/http/action.ts'
import { countRows } from './queries/count-rows.ts'
import { listValues } from './queries/list-values.ts'
import type { CountRowsInput, ListValuesInput } from './rows/schema.ts'

export async function countRowsAction(input: CountRowsInput) {
  return answer(countRows, input)
}

export async function listValuesAction(input: ListValuesInput) {
  return answer(listValues, input)
}
