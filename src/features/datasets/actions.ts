'use server'

import { answer } from '#src/lib/http/action.ts'
import { countRows } from './queries/count-rows.ts'
import type { CountRowsInput } from './rows/schema.ts'

export async function countRowsAction(input: CountRowsInput) {
  return answer(countRows, input)
}
