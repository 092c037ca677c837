'use server'

import { answer } from '#src/lib/http/action.ts'
import { dismissAdvice } from './commands/dismiss-advice.ts'

export async function dismissAdviceAction(id: string) {
  return answer(dismissAdvice, { id })
}
