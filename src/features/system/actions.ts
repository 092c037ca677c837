'use server'

import { answer } from '#src/lib/http/action.ts'
import { getWorkers } from './service.ts'

export async function workersAction() {
  return answer(getWorkers, {})
}
