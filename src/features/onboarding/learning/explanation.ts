import { contributions } from '../models/ridge.ts'
import { armOf, expectedOf, type Model, vectorOf } from './model.ts'

/** What speaks for a step, as the end of a sentence that begins with “because”. */
const words: Record<string, string> = {
  role_super_admin: 'you are a super admin',
  role_admin: 'you are an admin',
  role_manager: 'you are a manager',
  role_viewer: 'you are a viewer',
  company_size: 'of the size of your company',
  share_done: 'of what you have done already',
  time_in_flow: 'of the time since you began',
  time_idle: 'of the time since you were last here',
  on_phone: 'you are on a phone',
  reads_english: 'of the language that you read',
}

/** Why a model recommends a step to somebody with this context. */
export function reasonByModel(model: Model, stepKey: string, context: Record<string, number>): string {
  const parts = contributions(armOf(model, stepKey), vectorOf(model, context))
  const [strongest] = model.features
    .map((feature, index) => ({ feature, adds: parts[index]! }))
    .filter(({ feature, adds }) => words[feature] !== undefined && adds > 0)
    .toSorted((a, b) => b.adds - a.adds)
  const share = Math.round(100 * expectedOf(model, { stepKey, context }))
  const why = strongest ? `, above all because ${words[strongest.feature]}` : ''
  return `It is likely to help you now${why}: ${share} of 100 like you complete it.`
}
